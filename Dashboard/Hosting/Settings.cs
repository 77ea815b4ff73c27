using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Dashboard.Sandbox;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Where the program keeps its files and reads its seeds, as absolute paths.</summary>
/// <param name="Data">Stores, keys and what the sandbox writes.</param>
/// <param name="Seeds">The catalogue that came with the program.</param>
public sealed record WatchPaths(string Data, string Seeds);

/// <summary>Reads the configuration once, at the start.</summary>
public static class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Checks everything first, so that one start tells every error.</summary>
    /// <exception cref="ConfigurationException">Something is wrong.</exception>
    public static WatchPaths AddSettings(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var paths = new WatchPaths(
            Path.GetFullPath(configuration["Watch:Store:Path"] ?? "data", builder.Environment.ContentRootPath),
            Path.Combine(AppContext.BaseDirectory, "seeds"));
        if (ConfigurationCheck.All(configuration, paths) is { Count: > 0 } errors)
            throw new ConfigurationException(errors);

        var estate = configuration.GetSection("Watch:Estate").Get<EstateOptions>() ?? new EstateOptions();
        builder.Services.AddSingleton(paths);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(estate.Regions.Count > 0
            ? new EstateInForce(estate, Sandbox: false)
            : new EstateInForce(builder.Services.AddSandbox(Sandbox(configuration, paths)) with { Name = estate.Name }, Sandbox: true));
        builder.Services.Configure<KubernetesOptions>(configuration.GetSection("Watch:Kubernetes"));
        if (!NamesAddress(configuration))
            builder.WebHost.UseUrls(DefaultUrl);
        return paths;
    }

    private static SandboxOptions Sandbox(ConfigurationManager configuration, WatchPaths paths) =>
        (configuration.GetSection("Watch:Sandbox").Get<SandboxOptions>() ?? new SandboxOptions()) with { Data = paths.Data, Seeds = Path.Combine(paths.Seeds, "sandbox") };

    /// <summary>Whether somebody said where to listen. Nobody did: loopback only.</summary>
    private static bool NamesAddress(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
