using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>A pod that finds no node though it could run on more or better ones.</summary>
/// <param name="Refused">What an autoscaler said when it would not add a node; null when it said nothing.</param>
internal sealed record WaitingPod(PodEntry Pod, IReadOnlyList<Refusal> Refusals, DateTimeOffset? Since, string Message, string? Refused);

/// <summary>Finds the pods that wait for room.</summary>
internal static class WaitingPods
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Scaling = TimeSpan.FromMinutes(5);

    public static List<WaitingPod> Find(ClusterState state, Moment now)
    {
        var waiting = new List<WaitingPod>();
        foreach (var pod in state.Pods.Values)
        {
            if (pod.Pod.Spec.NodeName.Length == 0 && Of(state, pod, now) is { } one)
                waiting.Add(one);
        }

        return waiting;
    }

    /// <summary>All pods that serve and that a scheduler places.</summary>
    public static int Total(ClusterState state) =>
        state.Pods.Values.Count(pod => pod.Workload is { Key.Kind: not Kinds.DaemonSet } && PodState.Counts(pod.Pod));

    private static WaitingPod? Of(ClusterState state, PodEntry pod, Moment now)
    {
        if (pod.Workload is null or { Key.Kind: Kinds.DaemonSet } || !PodState.Counts(pod.Pod)
            || pod.Pod.Status.Condition("PodScheduled") is not { IsFalse: true, Reason: "Unschedulable", Message: { } message } scheduled)
            return null;
        var since = pod.Pod.Metadata.CreationTimestamp ?? scheduled.LastTransitionTime;
        if (since is not { } begun || pod.Since(begun, now) < Patience)
            return null;
        var refusals = SchedulingWords.Read(message);
        if (!refusals.Any(refusal => refusal.Room))
            return null;
        var events = state.Events.About(pod.Uid);
        if (events.Any(one => one.Event.Reason is "TriggeredScaleUp" or "Nominated" && now.Wall - one.Event.Time < Scaling))
            return null;
        var refused = events.LastOrDefault(one => one.Event.Reason == "NotTriggerScaleUp");
        return new WaitingPod(pod, refusals, since, message, refused?.Event.Message);
    }
}
