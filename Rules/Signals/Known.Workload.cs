namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// What every workload has, one value per owner of pods. Left out of all counts, as they say nothing about health:
    /// pods that succeeded, that are being deleted, static pods, pods held back by a scheduling gate, and pods that are
    /// being moved (condition <c>DisruptionTarget</c>).
    /// </summary>
    public static class Workload
    {
        private static readonly string[] FromOwners = [Streams.Deployments, Streams.StatefulSets, Streams.DaemonSets, Streams.ReplicaSets, Streams.Pods];

        /// <summary>kube_deployment_spec_replicas, kube_statefulset_replicas, kube_daemonset_status_desired_number_scheduled; absent for a bare pod's owner that is not known.</summary>
        public static readonly Signal Desired = new("workload_replicas_desired", "count", "Replicas that the owner asks for", FromOwners);

        /// <summary>Pods whose condition Ready is True (the condition, not containerStatuses: on a dead node the latter stay true).</summary>
        public static readonly Signal Ready = new("workload_replicas_ready", "count", "Pods with the condition Ready", FromOwners);

        /// <summary>Desired less maxUnavailable (Deployment, DaemonSet), desired less 1 but at least 1 (StatefulSet), desired for others.</summary>
        public static readonly Signal Minimum = new("workload_replicas_minimum", "count", "Fewest ready pods that the rollout strategy allows", FromOwners);

        /// <summary>
        /// Ready pods that are missing to the minimum. Pods still within their start-up time (30 s, or the start-up probe's
        /// budget) count as present only for owners that were never complete before or that roll out; 0 when observedGeneration is behind.
        /// </summary>
        public static readonly Signal BelowMinimum = new("workload_replicas_below_minimum", "count", "Ready pods missing to the minimum", FromOwners);

        /// <summary>kube_deployment_status_condition{condition="Progressing",status="false"} with reason ProgressDeadlineExceeded.</summary>
        public static readonly Signal RolloutStuck = new("workload_rollout_stuck", "flag", "The rollout passed its progress deadline", Streams.Deployments);

        /// <summary>Whether the namespace counts as production (by the configured patterns) and the owner is one that serves (not a Job).</summary>
        public static readonly Signal Production = new("workload_production", "flag", "Counts as production", Streams.Pods);
    }
}
