using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>What suffers around the control plane: system pods, nodes that go silent together, aggregated APIs, and workloads that vanish.</summary>
internal sealed class SystemSigns
{
    private const string System = "kube-system";
    private const int FewestWorkloads = 5;
    private static readonly TimeSpan ShortFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Sightings<Workload> _short = new();
    private readonly Sightings<string> _away = new();
    private readonly Queue<(TimeSpan At, int Count)> _counts = new();

    public Sample Components(ClusterState state, Moment now)
    {
        var lacking = _short.Lasting(state.Workloads.Where(IsShort), ShortFor, now);
        var words = new Details(state.Clean).Names("components", lacking.Select(one => one.Key.Key.Name))
            .Add("workloads", string.Join('\n', lacking.Take(50).Select(one => one.Key.Resource.ToString())));
        if (lacking.Count > 0)
            words.Add("since", lacking[0].Since.Wall);
        return new Sample(Known.ControlPlane.SystemShort, state.Cluster, now.Wall, lacking.Count, words.Done());
    }

    public static Sample Nodes(ClusterState state, Moment now)
    {
        var silent = state.AllNodes.Select(node => (Node: node, Ready: node.Status.Conditions.Find("Ready")))
            .Where(one => one.Ready is { Status: "Unknown", LastTransitionTime: not null }).OrderBy(one => one.Ready!.LastTransitionTime).ToList();
        // The largest set of them that turned within half a minute.
        var best = silent.Select(first => silent.Where(other => other.Ready!.LastTransitionTime >= first.Ready!.LastTransitionTime
            && other.Ready.LastTransitionTime - first.Ready.LastTransitionTime <= Together).ToList()).MaxBy(set => set.Count) ?? [];
        var spread = best.Select(one => Place(one.Node)).Distinct(StringComparer.Ordinal).Count() > 1;
        var ratio = best.Count < 2 || !spread ? 0 : best.Count / (double)state.AllNodes.Count;
        var words = new Details(state.Clean).Names("nodes", ratio > 0 ? best.Select(one => one.Node.Metadata.Name) : []);
        if (ratio > 0)
            words.Add("since", best[0].Ready!.LastTransitionTime);
        return new Sample(Known.ControlPlane.NodesUnknown, state.Cluster, now.Wall, Math.Round(ratio, 3), words.Done());
    }

    public Sample Apis(ClusterState state, Moment now)
    {
        var services = state.Shelf<ApiService>();
        var away = _away.Lasting(services.All.Where(one => one.Status.Conditions.Find("Available") is { IsTrue: false }).Select(one => one.Metadata.Name), AwayFor, now);
        var words = new Details(state.Clean).Names("apiservices", away.Select(one => one.Key));
        if (away.Count > 0)
        {
            words.Add("since", away[0].Since.Wall)
                .Add("message", services.Find("", away[0].Key)?.Status.Conditions.Find("Available") is { } why ? $"{why.Reason}: {why.Message}" : null);
        }

        return new Sample(Known.ControlPlane.ApisUnavailable, state.Cluster, now.Wall, away.Count, words.Done());
    }

    public Sample Lost(ClusterState state, Moment now)
    {
        var count = state.Workloads.Count(workload => workload is { Owner: not null, Key.Kind: Kinds.Deployment or Kinds.StatefulSet } && state.Production.Includes(workload.Key.Namespace));
        while (_counts.TryPeek(out var old) && now.Mono - old.At > Memory)
            _counts.Dequeue();
        if (_counts.Count == 0 || _counts.Last().Count != count)
            _counts.Enqueue((now.Mono, count));
        var most = Math.Max(count, _counts.Max(one => one.Count));
        var ratio = most < FewestWorkloads ? 0 : (most - count) / (double)most;
        var words = new Details(state.Clean).Add("before", most).Add("now", count);
        if (ratio > 0)
            words.Add("since", now.Wall - (now.Mono - _counts.First(one => one.Count < most).At));
        return new Sample(Known.ControlPlane.WorkloadsLost, state.Cluster, now.Wall, Math.Round(ratio, 3), words.Done());
    }

    private static bool IsShort(Workload workload)
    {
        if (workload.Key is not { Namespace: System, Kind: Kinds.Deployment or Kinds.DaemonSet } || MinimumAvailable.Desired(workload) is not ({ } desired and > 0))
            return false;
        return workload.Pods.Count(pod => PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod)) * 2 < desired;
    }

    private static string Place(Node node) =>
        $"{node.Metadata.Labels.GetValueOrDefault("eks.amazonaws.com/nodegroup")}/{node.Metadata.Labels.GetValueOrDefault("topology.kubernetes.io/zone")}";
}
