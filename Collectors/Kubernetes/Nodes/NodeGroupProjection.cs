using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>Says how each node group is, and which workloads suffer with it: the samples of <see cref="Known.NodeGroup"/>.</summary>
public sealed class NodeGroupProjection : IClusterProjection
{
    private readonly NodeBook _book = new();

    public string Name => "nodegroup";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        if (!known(Streams.Nodes))
            return [];
        var views = _book.Look(state, now);
        var groups = views.GroupBy(view => view.Group, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var lost in _book.GroupsMissed)
            groups.TryAdd(lost, []);
        var missing = groups.ToDictionary(group => group.Key, group => _book.Missing(group.Key, group.Value.Exists(view => view.Word == NodeWord.Ready), now), StringComparer.Ordinal);
        var whole = new ClusterNodes(views);
        var bad = views.Where(view => view.Word == NodeWord.Bad).Select(view => view.Name).ToHashSet(StringComparer.Ordinal);
        var waiting = known(Streams.Pods) ? WaitingPods.Find(state, now) : null;
        var speaker = Speaker(groups, missing);

        var told = new List<(Resource, IReadOnlyList<Sample>)>();
        var workloads = new Dictionary<Resource, (int Pods, SortedSet<string> Groups)>();
        foreach (var (name, nodes) in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var resource = state.Cluster.Sibling(Kinds.NodeGroup, name);
            var samples = new SampleList(state, resource, now);
            GroupSamples.Nodes(samples, name, nodes, missing[name], whole);
            if (waiting is not null)
            {
                var failed = nodes.Where(view => view.Word == NodeWord.Bad).Select(view => view.Memory).Concat(missing[name].Where(node => node.Word == NodeWord.Bad)).ToList();
                var lost = LostPods.Of(state, failed, bad);
                PodSamples.Lost(samples, lost);
                PodSamples.Waiting(samples, name == speaker ? waiting : [], state);
                PodSamples.Pressed(samples, nodes, state);
                foreach (var (workload, pods) in lost.Workloads.Concat(PodSamples.OnPressed(nodes, state)))
                    Suffers(workload, pods, name);
            }

            told.Add((resource, samples.All));
        }

        foreach (var pod in speaker is null ? [] : waiting ?? [])
            Suffers(pod.Pod.Workload!.Resource, 1, speaker!);
        told.AddRange(workloads.Select(one => (one.Key, Suffering(one.Key, one.Value.Pods, one.Value.Groups, state, now))));
        return told;

        void Suffers(Resource workload, int pods, string group)
        {
            if (!workloads.TryGetValue(workload, out var one))
                one = (0, new SortedSet<string>(StringComparer.Ordinal));
            one.Groups.Add(group);
            workloads[workload] = (one.Pods + pods, one.Groups);
        }
    }

    /// <summary>The group that speaks for pods without a node: any might take them, and only one must count them.</summary>
    private static string? Speaker(Dictionary<string, List<NodeView>> groups, Dictionary<string, IReadOnlyList<NodeMemory>> missing) => groups
        .OrderByDescending(group => group.Value.Count(view => view.Word == NodeWord.Bad) + missing[group.Key].Count)
        .ThenByDescending(group => group.Value.Count)
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Key).FirstOrDefault();

    private static IReadOnlyList<Sample> Suffering(Resource workload, int pods, SortedSet<string> groups, ClusterState state, Moment now)
    {
        var samples = new SampleList(state, workload, now);
        samples.Add(Known.NodeGroup.WorkloadPods, pods, samples.Words().Add("groups", string.Join('\n', groups)));
        return samples.All;
    }
}
