using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>How many pods an owner asks for, and how few of them its strategy allows to be ready.</summary>
public static class MinimumAvailable
{
    /// <summary>What the owner asks for; null when the owner is not known or asks for no number.</summary>
    public static int? Desired(Workload workload) => workload.Key.Kind switch
    {
        // Nobody starts a bare pod again that has ended: it asks for nothing any more.
        Kinds.Pod => workload.Pods.Any(pod => PodState.Counts(pod.Pod)) ? 1 : 0,
        Kinds.DaemonSet => workload.Owner is null ? null : workload.Status?.DesiredNumberScheduled,
        Kinds.Deployment or Kinds.StatefulSet or Kinds.ReplicaSet => workload.Owner is null ? null : workload.Spec?.Replicas ?? 1,
        _ => null,
    };

    /// <summary>
    /// The fewest ready pods. A strategy speaks of rollouts: outside of one, an owner that asks for any pod needs at least one.
    /// </summary>
    public static int Of(Workload workload, int desired)
    {
        if (desired <= 0)
            return 0;
        var rollsOut = RollsOut(workload);
        var allowed = workload.Key.Kind switch
        {
            Kinds.Deployment when workload.Spec?.Strategy?.Type == "Recreate" => rollsOut ? desired : 0,
            Kinds.Deployment => Unavailable(workload.Spec?.Strategy?.RollingUpdate, desired, "25%", "25%", up: false),
            Kinds.DaemonSet => Unavailable(workload.Spec?.UpdateStrategy?.RollingUpdate, desired, "0", "1", up: true),
            Kinds.StatefulSet => desired > 1 ? 1 : 0,
            _ => 0,
        };
        return Math.Clamp(desired - allowed, rollsOut ? 0 : 1, desired);
    }

    /// <summary>Whether the owner is replacing its pods, or its controller has not yet seen the newest spec.</summary>
    public static bool RollsOut(Workload workload)
    {
        if (workload is not { Status: { } status, Owner: { } owner })
            return false;
        if (status.ObservedGeneration < owner.Metadata.Generation)
            return true;
        return workload.Key.Kind switch
        {
            Kinds.Deployment => status.Condition("Progressing")?.Reason is "NewReplicaSetCreated" or "FoundNewReplicaSet" or "ReplicaSetUpdated"
                || (status.UpdatedReplicas ?? 0) < (status.Replicas ?? 0),
            Kinds.StatefulSet => status is { UpdateRevision: { } next, CurrentRevision: { } current } && next != current,
            Kinds.DaemonSet => (status.UpdatedNumberScheduled ?? 0) < (status.DesiredNumberScheduled ?? 0),
            _ => false,
        };
    }

    /// <summary>As the controllers count: not both the surge and what may be missing can be none.</summary>
    private static int Unavailable(RollingUpdate? bounds, int desired, string defaultSurge, string defaultMissing, bool up)
    {
        var surge = IntOrString.Resolve(bounds?.MaxSurge ?? defaultSurge, desired, up: true) ?? 0;
        var missing = IntOrString.Resolve(bounds?.MaxUnavailable ?? defaultMissing, desired, up) ?? 0;
        return surge == 0 && missing == 0 ? 1 : missing;
    }
}
