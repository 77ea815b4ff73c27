using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>Says what is read from a cluster: one registration for each stream, each with a sink of that cluster.</summary>
public delegate IReadOnlyList<IStreamRegistration> StreamsOf(Scope cluster);

/// <summary>Runs a collector for each cluster of the estate for as long as the host runs.</summary>
public sealed class KubernetesService(IReadOnlyList<ClusterCollector> clusters) : BackgroundService, ISourceHealth
{
    /// <inheritdoc/>
    public IReadOnlyList<StreamHealth> Streams => [.. clusters.SelectMany(cluster => cluster.Streams)];

    /// <summary>Makes a collector for each cluster of a valid estate.</summary>
    public static KubernetesService Create(EstateOptions estate, KubernetesOptions options, StreamsOf streams, IWindowWriter window, TimeProvider time, ILogger<ClusterCollector> log, FetchOptions? fetch = null) =>
        new([.. from region in estate.Regions
                from cluster in region.Clusters
                select new ClusterCollector(region.Name, cluster, options, streams(new Scope(region.Name, cluster.Name)), window, time, log, fetch)]);

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var cluster in clusters)
            cluster.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(clusters.Select(cluster => cluster.RunAsync(stoppingToken)));
}
