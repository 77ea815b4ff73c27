using Microsoft.Extensions.Hosting;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>Runs every cluster of the estate for as long as the host runs.</summary>
public sealed class KubernetesService(IReadOnlyList<ClusterPipeline> clusters) : BackgroundService, ISourceHealth
{
    /// <inheritdoc/>
    public IReadOnlyList<StreamHealth> Streams => [.. clusters.SelectMany(cluster => cluster.Collector.Streams)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var cluster in clusters)
            cluster.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(clusters.Select(cluster => cluster.RunAsync(stoppingToken))).UntilStoppedAsync(stoppingToken);
}
