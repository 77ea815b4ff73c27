using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Says of each Service that selects pods how many endpoints it has and which calls to it the policies allow, and of the cluster what all of them rest on.</summary>
internal sealed class NetworkProjection : IClusterProjection
{
    private static readonly string[] Needed = [Streams.Services, Streams.EndpointSlices, Streams.Pods, Streams.Deployments];

    private readonly Dictionary<ObjectKey, ServiceMemory> _memory = [];
    private readonly ClusterNetwork _cluster = new();

    public string Name => "network";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        if (!Needed.All(known))
            return [];
        var picture = new NetworkPicture(state, now, known(Streams.NetworkPolicies) && known(Streams.Namespaces));
        var all = new List<(Resource, IReadOnlyList<Sample>)> { (state.Cluster, _cluster.Project(picture, known)) };
        var there = new HashSet<ObjectKey>();
        foreach (var service in state.Shelf<Service>().All.Where(service => service.Selects))
        {
            var view = new ServiceView(picture, service);
            there.Add(view.Key);
            var resource = state.Cluster.Sibling(Kinds.Service, view.Key.Name, view.Key.Namespace);
            all.Add((resource, new ServiceSamples(view, Memory(view), resource).All()));
        }

        foreach (var gone in _memory.Keys.Where(key => !there.Contains(key)).ToList())
            _memory.Remove(gone);
        return all;
    }

    private ServiceMemory Memory(ServiceView view)
    {
        var uid = view.Service.Metadata.Uid;
        if (!_memory.TryGetValue(view.Key, out var memory) || memory.Uid != uid)
            _memory[view.Key] = memory = new ServiceMemory(uid);
        memory.See(view);
        return memory;
    }
}
