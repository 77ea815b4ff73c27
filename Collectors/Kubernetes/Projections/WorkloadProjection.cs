using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Counts the pods of a workload against what its owner asks for.</summary>
public static class WorkloadProjection
{
    /// <summary>The samples of <see cref="Known.Workload"/>; what cannot be said is left out.</summary>
    public static IReadOnlyList<Sample> Project(ClusterState state, Workload workload, Moment now)
    {
        var samples = new List<Sample>(7);
        void Add(Signal signal, double value) => samples.Add(new Sample(signal, workload.Resource, now.Wall, value));

        var ready = workload.Pods.Count(pod => PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod));
        Add(Known.Workload.Ready, ready);
        Add(Known.Workload.Production, !workload.IsJob && state.Production.Includes(workload.Key.Namespace) ? 1 : 0);
        if (MinimumAvailable.Desired(workload) is { } desired)
        {
            var minimum = MinimumAvailable.Of(workload, desired);
            Add(Known.Workload.Desired, desired);
            Add(Known.Workload.Minimum, minimum);
            Add(Known.Workload.BelowMinimum, BelowMinimum(workload, ready, minimum, now));
        }

        if (workload is { Key.Kind: Kinds.Deployment, Status: { } status })
            Add(Known.Workload.RolloutStuck, !IsBehind(workload) && status.Condition("Progressing") is { IsFalse: true, Reason: "ProgressDeadlineExceeded" } ? 1 : 0);
        return samples;
    }

    /// <summary>Whether as many pods are ready now as the owner asks for, or its controller says that they once were.</summary>
    public static bool IsComplete(Workload workload) =>
        MinimumAvailable.Desired(workload) is > 0 and var desired
        && (workload.Status?.Condition("Progressing")?.Reason == "NewReplicaSetAvailable"
            || workload.Pods.Count(pod => PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod)) >= desired);

    private static int BelowMinimum(Workload workload, int ready, int minimum, Moment now)
    {
        if (ready >= minimum || IsBehind(workload))
            return 0;
        var present = ready;
        if (!workload.EverComplete || MinimumAvailable.RollsOut(workload) || workload.ScaledUp is not null)
            present += workload.Pods.Count(pod => PodState.Counts(pod.Pod) && !PodState.IsReady(pod.Pod) && MayStart(workload, pod, now));
        return Math.Max(0, minimum - present);
    }

    private static bool MayStart(Workload workload, PodEntry pod, Moment now)
    {
        if (!PodState.IsStarting(pod, now))
            return false;
        return !workload.EverComplete || MinimumAvailable.RollsOut(workload)
            || workload.ScaledUp is not { } scaled || pod.Pod.Metadata.CreationTimestamp >= scaled.Wall - TimeSpan.FromSeconds(2);
    }

    private static bool IsBehind(Workload workload) =>
        workload is { Owner: { } owner, Status: { } status } && status.ObservedGeneration < owner.Metadata.Generation;
}
