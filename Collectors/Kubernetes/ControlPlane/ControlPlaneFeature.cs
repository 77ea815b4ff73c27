using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Ladder;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>Scenarios 1 and 13: the ladder, the leaders' leases, aggregated APIs and webhooks.</summary>
public sealed class ControlPlaneFeature : IClusterFeature
{
    private static readonly TimeSpan LeasesEvery = TimeSpan.FromSeconds(10);

    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) =>
    [
        new LadderRegistration(costs(Rules.Signals.Streams.Ladder)),
        new PolledRegistration<SystemLease>(Rules.Signals.Streams.SystemLeases, ControlPlaneTypes.Leases, cache.Shelf<SystemLease>(), LeasesEvery, costs(Rules.Signals.Streams.SystemLeases)),
        new StreamRegistration<ApiService>(ControlPlaneTypes.ApiServices, cache.Shelf<ApiService>(), costs(Rules.Signals.Streams.ApiServices)),
        new StreamRegistration<ValidatingWebhooks>(ControlPlaneTypes.Validating, cache.Shelf<ValidatingWebhooks>(), costs(Rules.Signals.Streams.ValidatingWebhooks)),
        new StreamRegistration<MutatingWebhooks>(ControlPlaneTypes.Mutating, cache.Shelf<MutatingWebhooks>(), costs(Rules.Signals.Streams.MutatingWebhooks)),
    ];

    public IEnumerable<IClusterProjection> Projections() => [new ControlPlaneProjection()];
}
