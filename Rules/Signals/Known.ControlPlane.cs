namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// Scenario 13. All of them per cluster. Times count from when Watch saw a thing, by a clock that never jumps. Every detail
    /// has <c>since</c> (ISO) while the value is greater than 0, so that the families can be put in order.
    /// </summary>
    public static class ControlPlane
    {
        private static readonly string[] FromOwners = [Streams.Deployments, Streams.StatefulSets, Streams.DaemonSets, Streams.ReplicaSets, Streams.Pods];

        /// <summary>
        /// Seconds since the lease of the controller manager or of the scheduler was renewed last, or since nobody holds it, the longer of both.
        /// Absent when there are no such leases. Detail: <c>lease</c>, <c>holder</c>, <c>leases</c> (<c>name=seconds</c>, comma separated).
        /// </summary>
        public static readonly Signal LeaseAge = new("controller_lease_age_seconds", "seconds", "Time since a controller last showed life", Streams.SystemLeases);

        /// <summary>Owners whose newest spec no controller has taken note of for longer than 20 s. Detail: <c>workloads</c>.</summary>
        public static readonly Signal Unreconciled = new("workloads_unreconciled", "count", "Workloads whose newest spec nobody has seen", FromOwners);

        /// <summary>Pods older than 30 s without a node and without a word of the scheduler: no condition PodScheduled. Detail: <c>pods</c>.</summary>
        public static readonly Signal Unnoticed = new("pods_without_scheduler_verdict", "count", "Pods that the scheduler has not looked at", Streams.Pods);

        /// <summary>ReplicaSets that have had fewer pods than they ask for, for longer than 30 s, without any word why. Detail: <c>replicasets</c>.</summary>
        public static readonly Signal Unfilled = new("replicasets_unfilled", "count", "ReplicaSets short of pods without a reason given", Streams.ReplicaSets, Streams.Pods);

        /// <summary>
        /// Owners whose pods cannot be created because a webhook cannot be called: while they are short, or until 2 minutes after the last such event.
        /// Detail: <c>webhook</c> (its name), <c>configuration</c>, <c>configurationKind</c> (<c>validatingwebhookconfiguration</c> or <c>mutatingwebhookconfiguration</c>), <c>index</c> (in it),
        /// <c>service</c>, <c>message</c>, <c>workloads</c> (resources in their text form, one a line, at most 50), <c>count</c> (of refusals).
        /// </summary>
        public static readonly Signal WebhookBlocks = new("webhook_blocked_owners", "count", "Owners whose pods a webhook blocks", Streams.ReplicaSets, Streams.Pods);

        /// <summary>Components of kube-system with less than half of their pods ready for longer than 15 s. Detail: <c>components</c>.</summary>
        public static readonly Signal SystemShort = new("system_components_short", "count", "System components with less than half of their pods", FromOwners);

        /// <summary>Share of the nodes that turned Unknown within 30 s of each other; 0 when they are of one group in one zone. Detail: <c>nodes</c>.</summary>
        public static readonly Signal NodesUnknown = new("nodes_unknown_together_ratio", "ratio", "Nodes that went silent together", Streams.Nodes);

        /// <summary>Aggregated APIs that are not available for longer than 10 s. Detail: <c>apiservices</c>, <c>message</c>.</summary>
        public static readonly Signal ApisUnavailable = new("apiservices_unavailable", "count", "Aggregated APIs that are not available", Streams.ApiServices);

        /// <summary>Share of the Deployments and StatefulSets of production that are gone, of the most that there were in the last 10 minutes; 0 when there were fewer than 5. Detail: <c>before</c>, <c>now</c>.</summary>
        public static readonly Signal WorkloadsLost = new("workloads_lost_ratio", "ratio", "Workloads that vanished within 10 minutes", Streams.Deployments, Streams.StatefulSets);
    }
}
