using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>The samples of <see cref="Known.Endpoints"/> for one Service.</summary>
internal sealed class ServiceSamples(ServiceView view, ServiceMemory memory, Resource resource)
{
    private const int MapLines = 12;

    private readonly List<Sample> _samples = new(10);

    private ClusterState State => view.Picture.State;

    public IReadOnlyList<Sample> All()
    {
        var spec = view.Service.Spec;
        var behind = view.Workloads.Count > 0 ? view.Workloads : memory.Behind;
        Add(Known.Endpoints.Ready, view.Ready, Words().Names("workloads", behind.Select(workload => $"{workload.Key.Kind}/{workload.Key.Name}"))
            .Add("selector", string.Join(',', spec.Selector.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))
            .Names("callers", view.Picture.Calls(view.Key).Select(call => $"{call.From.Namespace}/{call.From.Name}"))
            .Add("ports", string.Join(',', spec.Ports.Select(port => port.Port.ToString(CultureInfo.InvariantCulture)))));
        Add(Known.Endpoints.Expected, memory.Expected);
        Add(Known.Endpoints.Empty, memory.Empty ? 1 : 0, memory.Empty ? Words().Add("since", memory.EmptySince).Add("before", memory.Peak) : null);
        Add(Known.Endpoints.Drop, memory.Drop, memory.Drop > 0 ? Words().Add("since", memory.DropSince).Add("before", memory.Peak) : null);
        AddSelector();
        AddPort();
        AddUnready();
        AddCalls();
        return _samples;
    }

    private void AddSelector()
    {
        if (view.Pods.Count > 0)
            Add(Known.Endpoints.SelectorMismatch, 0);
        else if (view.Workloads.Count == 0 && NearLabel.Of(view.Service.Spec.Selector, view.Picture.Pods(view.Key.Namespace), memory.Behind) is { } near)
            Add(Known.Endpoints.SelectorMismatch, 1, Words().Add("label", near.Key).Add("wanted", near.Wanted).Add("found", near.Found).Add("pods", near.Pods));
    }

    private void AddPort()
    {
        if (view.Pods.Count == 0 || view.Service.Spec.Ports.Where(TargetPorts.IsNamed).ToList() is not { Count: > 0 } named)
            return;
        var peers = view.Pods.DistinctBy(pod => pod.Pod.Metadata.Labels.GetValueOrDefault("pod-template-hash") ?? pod.Name).Select(pod => Peer.Of(pod.Pod)).ToList();
        var missing = named.Find(port => !peers.Exists(peer => TargetPorts.On(port, peer).Any()));
        Add(Known.Endpoints.PortMissing, missing is null ? 0 : 1, missing is null ? null : Words().Add("port", TargetPorts.NameOf(missing))
            .Names("found", peers.SelectMany(peer => peer.Ports).Select(port => port.Name ?? port.Number.ToString(CultureInfo.InvariantCulture))));
    }

    private void AddUnready()
    {
        var unready = UnreadyPods.Of(State, view.Pods, view.Picture.Now);
        if (unready.All.Count == 0)
            return;
        var first = unready.Running.Count > 0 ? unready.Running[0] : unready.All[0];
        Add(Known.Endpoints.UnreadyRunning, unready.Share(unready.Running.Count), Words().Add("pod", first.Name).Add("message", UnreadyPods.ProbeWords(State, first))
            .Add("unready", unready.All.Count).Names("pods", unready.All.Select(pod => pod.Name)));
        Add(Known.Endpoints.UnreadyCrashing, unready.Share(unready.Crashing));
        Add(Known.Endpoints.UnreadyPulling, unready.Share(unready.Pulling));
        Add(Known.Endpoints.UnreadyOnBadNodes, unready.Share(unready.OnBadNodes));
    }

    private void AddCalls()
    {
        var calls = CallJudge.Of(view, memory);
        if (calls.Count == 0)
            return;
        Add(Known.Endpoints.Calls, calls.Count, Words().Add("map", string.Join('\n', calls.Take(MapLines).Select(call => call.Line(view)))));
        var blocked = calls.Where(call => !call.Verdict.IsAllowed).ToList();
        if (blocked.Count == 0)
        {
            Add(Known.Endpoints.Blocked, 0);
            return;
        }

        var first = blocked[0];
        var changed = first.Policy?.Meta.Changed;
        Add(Known.Endpoints.Blocked, blocked.Count, Words().Add("caller", first.Caller).Add("callerKind", first.Call.From.Kind).Add("callerNamespace", first.Call.From.Namespace)
            .Add("callerPod", first.Pod.Name).Add("port", first.Port.Port).Add("targetPort", first.Target).Add("side", first.Side)
            .Add("policy", first.Policy?.Metadata.Name).Add("policyNamespace", first.Policy?.Metadata.Namespace).Add("why", first.Why(view))
            .Add("changedAt", changed).Add("since", first.Memory.BlockedSince));
        if (first.Memory is { SeenAllowed: true, BlockedSince: { } since } && changed is { } at)
            Add(Known.Endpoints.PolicyChangeToBlock, Math.Max(0, (since - at).TotalSeconds));
    }

    private Details Words() => new(State.Clean);

    private void Add(Signal signal, double value, Details? words = null) =>
        _samples.Add(new Sample(signal, resource, view.Picture.Now.Wall, value, words?.Done()));
}
