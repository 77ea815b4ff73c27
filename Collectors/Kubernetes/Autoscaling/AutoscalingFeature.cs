using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What scenario 3 needs: autoscalers, and whether the metrics API answers.</summary>
public sealed class AutoscalingFeature : IClusterFeature
{
    /// <summary>The API scrapes each quarter of a minute at best; each second time is enough.</summary>
    private static readonly TimeSpan MetricsEvery = TimeSpan.FromSeconds(30);

    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) =>
    [
        new StreamRegistration<Hpa>(AutoscalingTypes.Hpas, cache.Shelf<Hpa>(), costs(Rules.Signals.Streams.Hpas)),
        new MetricsRegistration(cache.Shelf<MetricsAnswer>(), MetricsEvery, costs(Rules.Signals.Streams.NodeMetrics)),
    ];

    public IEnumerable<IClusterProjection> Projections() => [new HpaProjection()];
}
