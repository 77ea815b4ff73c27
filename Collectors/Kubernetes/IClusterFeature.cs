using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>What one group of scenarios needs from a cluster beyond the common part: streams to read, and what to make of them.</summary>
public interface IClusterFeature
{
    /// <param name="costs">By the name of a stream, what is not known while it does not deliver.</param>
    IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs);

    /// <summary>Made anew for each cluster.</summary>
    IEnumerable<IClusterProjection> Projections();
}
