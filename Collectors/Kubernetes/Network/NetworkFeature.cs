using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Scenario 5: Services, their endpoints, and the policies between pods.</summary>
internal sealed class NetworkFeature : IClusterFeature
{
    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) =>
    [
        new StreamRegistration<Service>(NetworkTypes.Services, cache.Shelf<Service>(), costs(Rules.Signals.Streams.Services)),
        new StreamRegistration<EndpointSlice>(NetworkTypes.EndpointSlices, cache.Shelf<EndpointSlice>(), costs(Rules.Signals.Streams.EndpointSlices)),
        new StreamRegistration<NetworkPolicy>(NetworkTypes.NetworkPolicies, cache.Shelf<NetworkPolicy>(), costs(Rules.Signals.Streams.NetworkPolicies)),
    ];

    public IEnumerable<IClusterProjection> Projections() => [new NetworkProjection()];
}
