using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Options;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Everything between the clusters and the board: stores, window, collectors, engine.</summary>
public static class Sources
{
    /// <exception cref="CatalogException">A seed or an override of it is wrong; it lists everything.</exception>
    public static void AddSources(this WebApplicationBuilder builder, WatchPaths paths)
    {
        var services = builder.Services;
        var catalog = SeedCatalog.Load(paths.Seeds, Overrides(builder.Configuration), Signatures.All);
        services.AddSingleton(catalog);

        var store = builder.Configuration.GetSection(StoreOptions.Section).Get<StoreOptions>() ?? new StoreOptions();
        services.AddSingleton<Func<ISignals>>(with => () => with.GetRequiredService<LiveWindow>().Freeze(Moment.Of(with.GetRequiredService<TimeProvider>())));
        services.AddStores(store with { Path = paths.Data });

        var ladder = catalog.Scoring.StaleLadder;
        services.AddSingleton(with => new LiveWindow(with.GetRequiredService<TimeProvider>(), new Collectors.Window.StaleLadder(ladder.Aging, ladder.Stale, ladder.Lost)));
        services.AddSingleton<IWindowWriter>(with => with.GetRequiredService<LiveWindow>());
        services.AddSingleton<IScopeFigures>(with => new WorkloadFigures(with.GetRequiredService<Func<ISignals>>()));

        services.AddSingleton(Engine);
        services.AddSingleton<EngineMemory>();
        services.AddHostedService<EngineHost>();

        services.AddSingleton(Kubernetes);
        services.AddSingleton<ISourceHealth>(with => with.GetRequiredService<KubernetesService>());
        services.AddHostedService(with => with.GetRequiredService<KubernetesService>());
    }

    private static ScenarioEngine Engine(IServiceProvider with)
    {
        var catalog = with.GetRequiredService<SeedCatalog>();
        var scenarios = catalog.Seeds.Select(seed => (seed, Signatures.All.FirstOrDefault(one => one.Number == seed.Number))).ToList();
        return new ScenarioEngine(scenarios, catalog.Scoring, [.. Scopes(with.GetRequiredService<EstateInForce>().Estate)]);
    }

    private static IEnumerable<Scope> Scopes(EstateOptions estate) =>
        estate.Regions.SelectMany(region => region.Clusters.Select(cluster => new Scope(region.Name, cluster.Name)));

    private static KubernetesService Kubernetes(IServiceProvider with)
    {
        var options = with.GetRequiredService<IOptions<KubernetesOptions>>().Value;
        var log = with.GetRequiredService<ILogger<ClusterCollector>>();
        var clusters = with.GetRequiredService<EstateInForce>().Estate.Regions.SelectMany(region => region.Clusters.Select(cluster => new ClusterPipeline(
            region.Name, cluster, options, with.GetRequiredService<SeedCatalog>(), with.GetRequiredService<IWindowWriter>(), with.GetRequiredService<TimeProvider>(), log)));
        return new KubernetesService([.. clusters]);
    }

    private static Dictionary<string, string> Overrides(ConfigurationManager configuration) => configuration.GetSection("Watch").AsEnumerable(makePathsRelative: true)
        .Where(pair => pair.Value is not null && (pair.Key.StartsWith("Scenarios:", StringComparison.OrdinalIgnoreCase) || pair.Key.StartsWith("Scoring:", StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.OrdinalIgnoreCase);
}
