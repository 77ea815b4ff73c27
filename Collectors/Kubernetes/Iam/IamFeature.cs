using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>Scenario 9, the side of Kubernetes: service accounts, and the last words of pods.</summary>
internal sealed class IamFeature : IClusterFeature
{
    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) =>
        [new StreamRegistration<ServiceAccount>(IamTypes.ServiceAccounts, cache.Shelf<ServiceAccount>(), costs(Rules.Signals.Streams.ServiceAccounts))];

    public IEnumerable<IClusterProjection> Projections() => [new IamProjection()];
}
