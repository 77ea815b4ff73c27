using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>Node groups: the leases of their kubelets, and what the nodes and pods say of them.</summary>
public sealed class NodeGroupFeature : IClusterFeature
{
    public IEnumerable<IStreamRegistration> Streams(ClusterCache cache, Func<string, IReadOnlyList<string>> costs) =>
        [new PolledRegistration<NodeLease>(NodeLeases.Stream, NodeLeases.Type, cache.Shelf<NodeLease>(), NodeLeases.Every, costs(NodeLeases.Stream))];

    public IEnumerable<IClusterProjection> Projections() => [new NodeGroupProjection()];
}
