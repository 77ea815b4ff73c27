using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>Scenario 10: pods and events tell all that is needed.</summary>
internal sealed class RegistryFeature : IClusterFeature
{
    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) => [];

    public IEnumerable<IClusterProjection> Projections() => [new RegistryProjection()];
}
