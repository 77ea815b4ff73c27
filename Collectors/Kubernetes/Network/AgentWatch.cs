using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>The agents that give pods their network, node by node. Where they are built into the node there are none, and that is no failure.</summary>
internal sealed class AgentWatch
{
    private static readonly string[] Names = ["aws-node", "kube-proxy"];

    // An agent that is replaced is away for some seconds; a new node needs minutes to get its own.
    private static readonly TimeSpan UnreadyFor = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Agent, string Node), Moment> _since = [];

    public IEnumerable<Sample> See(ClusterState state, Moment now)
    {
        var (nodes, bad, seen) = (new HashSet<string>(StringComparer.Ordinal), new List<(string Agent, string Node, Moment Since)>(), new HashSet<(string, string)>());
        foreach (var agent in Names)
        {
            foreach (var pod in state.Find(new WorkloadKey(Kinds.DaemonSet, DnsPath.Namespace, agent))?.Pods.Where(pod => pod.Pod.Spec.NodeName.Length > 0) ?? [])
            {
                var node = pod.Pod.Spec.NodeName;
                nodes.Add(node);
                if (PodState.IsReady(pod.Pod) || !PodState.Counts(pod.Pod) || state.Node(node) is not { } host || !IsSettled(host, now))
                    continue;
                seen.Add((agent, node));
                _since.TryAdd((agent, node), now);
                if (now.Mono - _since[(agent, node)].Mono >= UnreadyFor)
                    bad.Add((agent, node, _since[(agent, node)]));
            }
        }

        foreach (var well in _since.Keys.Where(key => !seen.Contains(key)).ToList())
            _since.Remove(well);
        return nodes.Count == 0 ? [] : [new Sample(Known.Network.AgentNodes, state.Cluster, now.Wall, nodes.Count), Unready(state, now, bad)];
    }

    private static Sample Unready(ClusterState state, Moment now, List<(string Agent, string Node, Moment Since)> bad)
    {
        var count = bad.Select(one => one.Node).Distinct(StringComparer.Ordinal).Count();
        var words = bad.Count == 0 ? null : new Details(state.Clean).Add("daemonset", bad[0].Agent).Names("nodes", bad.Select(one => one.Node)).Add("since", bad.Min(one => one.Since.Wall));
        return new Sample(Known.Network.AgentUnready, state.Cluster, now.Wall, count, words?.Done());
    }

    private static bool IsSettled(Node node, Moment now) => NodeState.IsReady(node) && now.Wall - node.Metadata.CreationTimestamp >= Young;
}
