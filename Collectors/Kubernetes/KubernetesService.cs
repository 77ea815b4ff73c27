using Microsoft.Extensions.Hosting;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>Runs every cluster of the estate for as long as the host runs.</summary>
/// <param name="ready">Completes when the clusters can be there: the sandbox's own need a moment to listen.</param>
public sealed class KubernetesService(IReadOnlyList<ClusterPipeline> clusters, Task ready) : BackgroundService, ISourceHealth
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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        await Task.WhenAll(clusters.Select(cluster => cluster.RunAsync(stoppingToken)));
    }
}
