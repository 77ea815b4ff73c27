using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>One declared call and what the policies say of it.</summary>
/// <param name="Pod">A calling pod.</param>
/// <param name="Target">The port on which the called pod listens.</param>
internal sealed record JudgedCall(DeclaredCall Call, PodEntry Pod, ServicePort Port, int Target, PolicyVerdict Verdict, CallMemory Memory)
{
    public string Caller => $"{Call.From.Namespace}/{Call.From.Name}";

    public string Side => Verdict.Direction switch { PolicyDirection.Ingress => "ingress", PolicyDirection.Egress => "egress", _ => "" };

    public NetworkPolicy? Policy => Verdict.By.Count > 0 ? Verdict.By[0] : null;

    public string? Why(ServiceView view) => Policy is not { } policy ? null : string.Create(CultureInfo.InvariantCulture,
        $"{policy.Metadata.Namespace}/{policy.Metadata.Name} {(Verdict.By.Count > 1 ? $"and {Verdict.By.Count - 1} more have" : "has")} no {Side} rule for {(Verdict.Direction == PolicyDirection.Ingress ? $"{Caller}" : $"{view.Key.Namespace}/{view.Key.Name}")} on {Port.Protocol ?? Protocols.Tcp} {Target}");

    /// <summary>As the page's map reads it.</summary>
    public string Line(ServiceView view) => string.Create(CultureInfo.InvariantCulture,
        $"{Caller}|{Port.Port}|{(Verdict.IsAllowed ? "allowed" : "forbidden")}|{Side}|{(Policy is { } policy ? $"{policy.Metadata.Namespace}/{policy.Metadata.Name}" : "")}|{Why(view)}");
}

/// <summary>Judges the declared calls to one Service, between the pods that are there.</summary>
internal static class CallJudge
{
    // Pods of one template look alike; during a rollout there are two kinds of them.
    private const int Kinds = 4;

    /// <summary>All calls that can be judged, the forbidden ones first. None without policies, without pods behind the Service, or without pods that call.</summary>
    public static IReadOnlyList<JudgedCall> Of(ServiceView view, ServiceMemory memory)
    {
        if (view.Picture.Evaluator is not { } evaluator)
            return [];
        var targets = Alike(view.Pods).Select(pod => Peer.Of(pod.Pod)).ToList();
        var judged = new List<JudgedCall>();
        foreach (var call in view.Picture.Calls(view.Key))
        {
            var callers = Alike(view.Picture.State.Find(call.From)?.Pods.Where(pod => PodState.Counts(pod.Pod)) ?? []).ToList();
            var ports = view.Service.Spec.Ports.Where(port => call.Port is null || port.Port == call.Port);
            if (ports.SelectMany(port => callers.Select(pod => Judge(evaluator, call, pod, port, targets, memory))).OfType<JudgedCall>().OrderBy(one => one.Verdict.IsAllowed).FirstOrDefault() is not { } worst)
                continue;
            worst.Memory.See(worst.Verdict.IsAllowed, view.Picture.Now);
            judged.Add(worst);
        }

        return [.. judged.OrderBy(one => one.Verdict.IsAllowed).ThenBy(one => one.Caller, StringComparer.Ordinal)];
    }

    /// <summary>A caller that reaches any pod of the Service reaches the Service, sooner or later; forbidden is what reaches none.</summary>
    private static JudgedCall? Judge(PolicyEvaluator evaluator, DeclaredCall call, PodEntry pod, ServicePort port, List<Peer> targets, ServiceMemory memory)
    {
        var from = Peer.Of(pod.Pod);
        return targets.SelectMany(to => TargetPorts.On(port, to).Select(number => new JudgedCall(call, pod, port, number, evaluator.Judge(from, to, number, port.Protocol ?? Protocols.Tcp), memory.Of(call))))
            .OrderByDescending(one => one.Verdict.IsAllowed).FirstOrDefault();
    }

    /// <summary>One pod of each kind that policies could tell apart by labels, ready ones first.</summary>
    private static IEnumerable<PodEntry> Alike(IEnumerable<PodEntry> pods) => pods
        .OrderByDescending(pod => PodState.IsReady(pod.Pod)).ThenBy(pod => pod.Name, StringComparer.Ordinal)
        .DistinctBy(pod => pod.Pod.Metadata.Labels.GetValueOrDefault("pod-template-hash") ?? pod.Pod.Metadata.Labels.GetValueOrDefault("controller-revision-hash") ?? "")
        .Take(Kinds);
}
