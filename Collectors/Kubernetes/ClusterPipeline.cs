using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>One cluster from end to end: what fetches, what remembers, and what projects into the window.</summary>
public sealed class ClusterPipeline : IDisposable
{
    /// <summary>Beyond workloads: one line for each group of scenarios.</summary>
    internal static readonly IReadOnlyList<IClusterFeature> Features =
    [
        new ControlPlane.ControlPlaneFeature(),
        new Autoscaling.AutoscalingFeature(),
        new Network.NetworkFeature(),
        new Nodes.NodeGroupFeature(),
        new Registries.RegistryFeature(),
        new Iam.IamFeature(),
    ];

    private readonly ClusterProjector _projector;
    private readonly TimeProvider _time;

    /// <param name="catalog">Says what the loss of a stream costs.</param>
    public ClusterPipeline(string region, ClusterOptions cluster, KubernetesOptions options, SeedCatalog catalog, IWindowWriter window, TimeProvider time, ILogger<ClusterCollector> log, FetchOptions? fetch = null)
    {
        _time = time;
        var cache = new ClusterCache(new Resource(Kinds.Cluster, cluster.Name, "", cluster.Name, region), time, text => SafeText.Clean(text), options);
        _projector = new ClusterProjector(cache, window, NewProjections(), log);
        Collector = new ClusterCollector(region, cluster, options, Registrations(cache, catalog), _projector.Inlet, time, log, fetch);
    }

    public ClusterCollector Collector { get; }

    /// <summary>What is projected beyond workloads, made anew.</summary>
    internal static IReadOnlyList<IClusterProjection> NewProjections() => [.. Features.SelectMany(feature => feature.Projections())];

    /// <summary>Reads and projects until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(Collector.RunAsync(cancellation), _projector.RunAsync(_time, cancellation));

    public void Dispose() => Collector.Dispose();

    private static List<IStreamRegistration> Registrations(ClusterCache cache, SeedCatalog catalog)
    {
        IStreamRegistration Of<T>(ResourceType<T> type, IObjectSink<T> sink) where T : class, IKubernetesObject =>
            new StreamRegistration<T>(type, sink, Costs(type.Plural, catalog));
        return
        [
            Of(ResourceTypes.Namespaces, cache.Namespaces), Of(ResourceTypes.Nodes, cache.Nodes),
            Of(ResourceTypes.Deployments, cache.Deployments), Of(ResourceTypes.ReplicaSets, cache.ReplicaSets),
            Of(ResourceTypes.StatefulSets, cache.StatefulSets), Of(ResourceTypes.DaemonSets, cache.DaemonSets),
            Of(ResourceTypes.Jobs, cache.Jobs), Of(ResourceTypes.Pods, cache.Pods),
            Of(ResourceTypes.ConfigMaps, cache.ConfigMaps), Of(ResourceTypes.Events, cache.Events),
            .. Features.SelectMany(feature => feature.Streams(cache, stream => Costs(stream, catalog))),
        ];
    }

    private static IReadOnlyList<string> Costs(string stream, SeedCatalog catalog) =>
    [
        .. catalog.Seeds.Where(seed => seed.Signals.Contains(stream)).Select(seed => $"{seed.Number} · {seed.Short}"),
        .. Known.All.Values.Where(signal => signal.Streams.Contains(stream)).Select(signal => signal.Name),
    ];
}
