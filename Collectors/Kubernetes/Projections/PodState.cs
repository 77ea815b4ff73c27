using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>What can be said of one pod on its own.</summary>
public static class PodState
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the pod says anything about its workload's health. Pods that succeeded, that are on their way out, that are
    /// held back on purpose or that are being moved do not.
    /// </summary>
    public static bool Counts(Pod pod) =>
        pod.Status.Phase is not ("Succeeded" or "Failed")
        && pod.Metadata.DeletionTimestamp is null
        && pod.Status.Condition("DisruptionTarget") is not { IsTrue: true }
        && pod.Status.Condition("PodScheduled") is not { IsFalse: true, Reason: "SchedulingGated" };

    /// <summary>Whether the condition Ready is True. Container statuses stay ready on a dead node, so they are not asked.</summary>
    public static bool IsReady(Pod pod) => pod.Status.Condition("Ready") is { IsTrue: true };

    /// <summary>Whether the pod has been Ready for a time.</summary>
    public static bool ReadyFor(PodEntry pod, TimeSpan time, Moment now) =>
        pod.Pod.Status.Condition("Ready") is { IsTrue: true, LastTransitionTime: { } since } && pod.Since(since, now) >= time;

    /// <summary>Whether the pod may still be starting: 30 s, or what its start-up probes allow.</summary>
    public static bool IsStarting(PodEntry pod, Moment now) =>
        pod.Pod.Metadata.CreationTimestamp is { } created && pod.Since(created, now) < StartupBudget(pod.Pod.Spec);

    private static TimeSpan StartupBudget(PodSpec spec)
    {
        var longest = AtLeast;
        foreach (var container in spec.Containers)
        {
            if (container.StartupProbe is { } probe && probe.Budget > longest)
                longest = probe.Budget;
        }

        return longest;
    }
}
