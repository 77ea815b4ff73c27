using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>Follows every node from its first sight to a while after its end, and says how it counts now.</summary>
internal sealed class NodeBook
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MissedTwo = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, NodeMemory> _nodes = new(StringComparer.Ordinal);
    private readonly LeaseClock _leases = new();
    private readonly Departures _departures = new();
    private bool _begun;

    /// <summary>Nodes that went away without a plan and were not replaced.</summary>
    public IReadOnlyList<NodeMemory> Missing(string group, bool anyReady, Moment now) => _departures.Missing(group, anyReady, now);

    /// <summary>Groups of which something is missing.</summary>
    public IEnumerable<string> GroupsMissed => _departures.Groups;

    public IReadOnlyList<NodeView> Look(ClusterState state, Moment now)
    {
        _leases.Look(state.Shelf<NodeLease>());
        var gone = new HashSet<string>(_nodes.Keys, StringComparer.Ordinal);
        var views = new List<NodeView>(state.AllNodes.Count);
        foreach (var node in state.AllNodes.Where(node => !NodeMarks.IsFargate(node)))
        {
            gone.Remove(node.Metadata.Uid);
            views.Add(View(state, node, now));
        }

        foreach (var uid in gone)
        {
            _departures.Gone(_nodes[uid], now);
            _nodes.Remove(uid);
        }

        _begun = true;
        return views;
    }

    private NodeView View(ClusterState state, Node node, Moment now)
    {
        var (group, label) = NodeMarks.Group(node);
        if (!_nodes.TryGetValue(node.Metadata.Uid, out var memory))
        {
            _nodes[node.Metadata.Uid] = memory = new NodeMemory(node.Metadata.Name, group, now);
            if (_begun)
                _departures.Replaced(group);
        }

        var ready = node.Status.Conditions.Find("Ready");
        var lease = state.Shelf<NodeLease>().Find("kube-node-lease", node.Metadata.Name);
        var age = lease is null ? null : _leases.AgeOf(node.Metadata.Name, now);
        var expired = age >= lease?.Spec.Duration;
        var failing = ready is not { IsTrue: true } || expired;
        var planned = NodeMarks.Planned(state, node, now);
        memory.EverReady |= ready is { IsTrue: true };
        // Who marks a node that has failed already only cleans up: that is no plan.
        memory.Failed = failing && (memory.Failed || planned is null || (memory.First == now && planned.Value.Since > ready?.LastTransitionTime));
        var word = !failing ? planned is null ? NodeWord.Ready : NodeWord.Planned
            : Starts(state, node, memory, now) ? NodeWord.Starting
            : memory.Failed ? NodeWord.Bad : NodeWord.Planned;
        Remember(state, memory, word, now);
        var bad = word is NodeWord.Bad or NodeWord.Starting;
        var silent = ready is { Status: "Unknown" } || age >= MissedTwo;
        var silentSince = silent ? lease?.Spec.RenewTime ?? ready?.LastTransitionTime ?? now.Wall : (DateTimeOffset?)null;
        return new NodeView(node, memory, group, label, NodeMarks.Zone(node), word,
            bad ? ready is { IsTrue: true } ? NodeView.LeaseExpired : ready?.Reason ?? "NotReady" : word == NodeWord.Planned ? planned?.Why : null,
            bad ? (silent ? silentSince : ready?.LastTransitionTime) : planned?.Since, age, silentSince);
    }

    private static bool Starts(ClusterState state, Node node, NodeMemory memory, Moment now)
    {
        var age = memory.First.Wall - (node.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue) + (now.Mono - memory.First.Mono);
        return (!memory.EverReady && age < Young) || NodeMarks.Reboots(state, node, now);
    }

    private static void Remember(ClusterState state, NodeMemory memory, NodeWord word, Moment now)
    {
        memory.Word = word;
        if (word != NodeWord.Bad)
        {
            (memory.BadAt, memory.Pods) = (null, NodeMemory.NoPods);
            return;
        }

        if (memory.BadAt is not null)
            return;
        memory.BadAt = now;
        memory.Pods = state.PodsByNode[memory.Name]
            .Where(pod => pod.Workload is { IsJob: false } && PodState.Counts(pod.Pod))
            .GroupBy(pod => pod.Workload!.Resource)
            .ToDictionary(pods => pods.Key, pods => pods.Select(pod => pod.Uid).ToArray());
    }
}
