using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>Registers the sandbox.</summary>
public static class SandboxRegistration
{
    /// <summary>
    /// Registers the simulated estate (<see cref="ISandbox"/>, <see cref="SimulatedEstate"/>) and its host (<see cref="SandboxHost"/>),
    /// whose ready task collectors await before they start.
    /// </summary>
    /// <returns>The estate to watch: the simulated clusters by the kubeconfig that the host writes.</returns>
    /// <exception cref="SandboxSeedException">A seed is missing or wrong.</exception>
    public static EstateOptions AddSandbox(this IServiceCollection services, SandboxOptions options)
    {
        var seed = SeedReader.Estate(options.Seeds);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SimulatedEstate>();
        services.AddSingleton<ISandbox>(provider => provider.GetRequiredService<SimulatedEstate>());
        services.AddSingleton<SandboxHost>();
        services.AddHostedService(provider => provider.GetRequiredService<SandboxHost>());
        return new EstateOptions
        {
            Regions =
            [
                .. seed.Clusters.GroupBy(cluster => cluster.Region).Select(region => new RegionOptions
                {
                    Name = region.Key,
                    Role = region.First().Role,
                    Clusters = [.. region.Select(cluster => new ClusterOptions { Name = cluster.Name, Kubeconfig = options.Kubeconfig, Context = cluster.Name })],
                }),
            ],
        };
    }
}
