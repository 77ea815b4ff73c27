using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Says what all Services of a cluster rest on: its DNS, its network agents, and policies that look like a slip.</summary>
internal sealed class ClusterNetwork
{
    private const int Lines = 12;

    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(10);

    private readonly AgentWatch _agents = new();
    private Moment? _missingSince;

    /// <param name="known">Whether the first complete list of a stream is in.</param>
    public IReadOnlyList<Sample> Project(NetworkPicture picture, Func<string, bool> known)
    {
        var samples = new List<Sample>(Dns(picture));
        if (picture.Evaluator is { } evaluator)
            samples.AddRange([Isolated(picture, evaluator), Lint(picture, evaluator)]);
        if (known(Streams.DaemonSets) && known(Streams.Nodes))
            samples.AddRange(_agents.See(picture.State, picture.Now));
        return samples;
    }

    private IEnumerable<Sample> Dns(NetworkPicture picture)
    {
        var (state, now) = (picture.State, picture.Now);
        var workload = picture.Workloads(DnsPath.Namespace).FirstOrDefault(one =>
            one.Key.Kind is Kinds.Deployment or Kinds.DaemonSet && one.Spec?.Template.Metadata.Labels.GetValueOrDefault(DnsPath.Label) == DnsPath.Service);
        var desired = workload is null ? null : MinimumAvailable.Desired(workload);
        if (workload is null || desired is not > 0)
        {
            _missingSince = null;
            return [];
        }

        var service = state.Shelf<Service>().Find(DnsPath.Namespace, DnsPath.Service);
        var ready = service is { Selects: true } ? new ServiceView(picture, service).Ready : workload.Pods.Count(pod => PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod));
        var missing = Math.Clamp(1 - (ready / (double)desired.Value), 0, 1);
        _missingSince = missing > 0 ? _missingSince ?? now : null;
        var lasts = _missingSince is { } since && now.Mono - since.Mono >= MissingFor;
        Sample Make(Signal signal, double value, Details? words = null) => new(signal, state.Cluster, now.Wall, value, words?.Done());
        return
        [
            Make(Known.Network.DnsReady, ready, new Details(state.Clean).Add("workload", $"{workload.Key.Kind}/{workload.Key.Name}")),
            Make(Known.Network.DnsDesired, desired.Value),
            Make(Known.Network.DnsMissing, lasts ? missing : 0, lasts ? Why(state, workload, now) : null),
        ];
    }

    private Details Why(ClusterState state, Workload workload, Moment now)
    {
        var unready = UnreadyPods.Of(state, workload.Pods.Where(pod => PodState.Counts(pod.Pod)), now);
        var words = new Details(state.Clean).Add("since", _missingSince?.Wall).Add("unready", unready.All.Count).Add("running", unready.Running.Count)
            .Add("crashing", unready.Crashing).Add("pulling", unready.Pulling).Add("onBadNodes", unready.OnBadNodes);
        var first = unready.Running.Count > 0 ? unready.Running[0] : unready.All.Count > 0 ? unready.All[0] : null;
        return first is null ? words : words.Add("pod", first.Name).Add("message", UnreadyPods.ProbeWords(state, first));
    }

    private static Sample Isolated(NetworkPicture picture, PolicyEvaluator evaluator)
    {
        var state = picture.State;
        var cut = new DnsPath(picture, evaluator).Cut().ToList();
        if (cut.Count == 0)
            return new Sample(Known.Network.DnsIsolated, state.Cluster, picture.Now.Wall, 0);
        var (first, policy) = (cut[0], cut[0].Verdict.By[0]);
        var words = new Details(state.Clean)
            .Names("workloads", cut.Select(one => $"{one.Workload.Key.Namespace}/{one.Workload.Key.Kind}/{one.Workload.Key.Name}"))
            .Add("policy", policy.Metadata.Name).Add("policyNamespace", policy.Metadata.Namespace).Add("pod", first.Pod.Name).Add("changedAt", policy.Meta.Changed)
            .Add("map", string.Join('\n', cut.Take(Lines).Select(Line)));
        return new Sample(Known.Network.DnsIsolated, state.Cluster, picture.Now.Wall, cut.Count, words.Done());
    }

    private static string Line((Workload Workload, PodEntry Pod, PolicyVerdict Verdict) one)
    {
        var policy = one.Verdict.By[0].Metadata;
        var side = one.Verdict.Direction == PolicyDirection.Egress ? "egress" : "ingress";
        return $"{one.Workload.Key.Namespace}/{one.Workload.Key.Name}|53|forbidden|{side}|{policy.Namespace}/{policy.Name}|{policy.Namespace}/{policy.Name} has no {side} rule for DNS on UDP 53";
    }

    private static Sample Lint(NetworkPicture picture, PolicyEvaluator evaluator)
    {
        var lints = new PolicyLints(picture, evaluator).All();
        var words = lints.Count == 0 ? null : new Details(picture.State.Clean).Add("lints", string.Join('\n', lints.Take(Lines)));
        return new Sample(Known.Network.Lints, picture.State.Cluster, picture.Now.Wall, lints.Count, words?.Done());
    }
}
