namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// Scenario 6, per node group: nodes that share the label <c>eks.amazonaws.com/nodegroup</c>, else <c>karpenter.sh/nodepool</c>, else
    /// <c>alpha.eksctl.io/nodegroup-name</c>; all others are the group <c>none</c>. Fargate nodes are pods in disguise and are left out.
    /// A node is <b>planned</b> when it is cordoned, marked for removal by an autoscaler or an interruption handler, or being deleted, and was so before
    /// it failed: who cordons a dead node does not heal it. It is <b>starting</b> when it is younger than 10 minutes and was never Ready, or rebooted less
    /// than 3 minutes ago. It is <b>bad</b> when it is neither and its condition Ready is not True, or its lease has run out.
    /// </summary>
    public static class NodeGroup
    {
        private static readonly string[] FromNodes = [Streams.Nodes];
        private static readonly string[] FromLeases = [Streams.Nodes, Streams.NodeLeases];
        private static readonly string[] FromPods = [Streams.Nodes, Streams.Pods];

        /// <summary>Nodes that are registered. Detail: <c>planned</c>, <c>starting</c>, <c>ready</c> (counts), <c>zones</c> (<c>ap-south-1a=2,ap-south-1b=2</c>), <c>label</c> (the one that names the group; absent for <c>none</c>).</summary>
        public static readonly Signal Nodes = new("nodegroup_nodes", "count", "Nodes of the group", FromNodes);

        /// <summary>
        /// Bad nodes. Detail: <c>names</c> (at most 10), <c>zones</c>, <c>reasons</c> (<c>NodeStatusUnknown=2</c>), <c>since</c> (ISO, the first of them), <c>node</c> and <c>instance</c> (of the one that
        /// failed first), <c>message</c> (its condition's), <c>silent</c>, <c>runtime</c> and <c>unjoined</c> (how many do not report at all, report that their container runtime is down, were
        /// never Ready), <c>network</c> (how many were never Ready for want of a network plugin), <c>table</c> (lines of <c>name|zone|state|why|lease age in seconds|since</c>, the bad ones first, at most 24).
        /// </summary>
        public static readonly Signal Bad = new("nodegroup_nodes_bad", "count", "Nodes that fail, without those that are drained or start", FromNodes);

        /// <summary>Bad nodes of those that are not planned, 0 to 1; 0 when all are planned.</summary>
        public static readonly Signal BadRatio = new("nodegroup_unready_ratio", "ratio", "Share of the nodes that fail", FromNodes);

        /// <summary>Zones with two nodes of the group or more, all of them bad. Detail: <c>zones</c>.</summary>
        public static readonly Signal ZonesLost = new("nodegroup_zones_lost", "count", "Zones in which the group has no node left", FromNodes);

        /// <summary>
        /// The longest time that a lease of the group was seen not to change, of nodes that are neither planned nor starting. Counted between lists by our own clock:
        /// those of the nodes may go wrong. Absent while leases are not read. Detail: <c>node</c>.
        /// </summary>
        public static readonly Signal LeaseAge = new("nodegroup_lease_age_seconds", "seconds", "Longest time without a renewed lease", FromLeases);

        /// <summary>
        /// Nodes that went away without a plan in the last 15 minutes and were not replaced; a group of which nothing is left does not forget. One that was Ready when it went counts after
        /// 5 minutes, as it may have been replaced on purpose. Detail: <c>names</c>, <c>since</c> (ISO).
        /// </summary>
        public static readonly Signal Missing = new("nodegroup_nodes_missing", "count", "Nodes that went away and were not replaced", FromNodes);

        /// <summary>
        /// Pods of the cluster that wait a minute or longer for room (too little cpu, memory, storage or pods, or taints of failing nodes), and for which no autoscaler has asked for a node in the last 5 minutes. Pods that fit
        /// nowhere by their own wish do not count. Told of one group: the one in the worst state, else the largest.
        /// Detail: <c>reasons</c> (<c>Insufficient cpu=3</c>), <c>pods</c>, <c>namespace</c>, <c>pod</c>, <c>since</c>, <c>message</c>, <c>refused</c> (an autoscaler's words, when it will not help).
        /// </summary>
        public static readonly Signal Unschedulable = new("nodegroup_pods_unschedulable", "count", "Pods that find no node", FromPods);

        /// <summary>The same as a share of the cluster's pods, without those of DaemonSets.</summary>
        public static readonly Signal UnschedulableRatio = new("nodegroup_unschedulable_ratio", "ratio", "Share of the pods that find no node", FromPods);

        /// <summary>Pods that were on the bad nodes when they failed, without those of DaemonSets and Jobs. Detail: <c>workloads</c> (at most 10), <c>namespace</c> and <c>pod</c> (one that hangs there, of a StatefulSet if there is one).</summary>
        public static readonly Signal PodsAffected = new("nodegroup_pods_affected", "count", "Pods on failing nodes", FromPods);

        /// <summary>Of those, the share that is not Ready any more, 0 to 1; absent when there were none.</summary>
        public static readonly Signal PodsLost = new("nodegroup_pods_lost_ratio", "ratio", "Share of the pods on failing nodes that stopped being ready", FromPods);

        /// <summary>How far those pods were replaced elsewhere: ready pods made since, at most as many as were lost, per workload; 0 to 1, absent when there were none.</summary>
        public static readonly Signal Rescheduled = new("nodegroup_reschedule_progress", "ratio", "Lost pods that run elsewhere", FromPods);

        /// <summary>Nodes short of disk, memory or process ids, or with a condition of the node's own monitor against them; planned ones left out. Detail: <c>names</c>, <c>conditions</c> (<c>DiskPressure=2</c>), <c>node</c>, <c>instance</c>, <c>since</c>, <c>evicted</c> (pods that were thrown out).</summary>
        public static readonly Signal Pressed = new("nodegroup_nodes_pressed", "count", "Nodes under pressure", FromPods);

        /// <summary>Planned nodes. Detail: <c>names</c>, <c>why</c> (<c>cordoned=1,scale-down=2</c>).</summary>
        public static readonly Signal Planned = new("nodegroup_nodes_planned", "count", "Nodes that are drained or removed on purpose", FromNodes);

        /// <summary>
        /// Of all nodes of the cluster in all groups, the share that is silent: Ready is Unknown, or the lease missed two renewals. Near 1, nobody is at fault but the control plane.
        /// Detail: <c>places</c> (different pairs of group and zone), <c>spread</c> (seconds between the first and the last that fell silent).
        /// </summary>
        public static readonly Signal SilentShare = new("nodegroup_cluster_silent_ratio", "ratio", "Share of all the cluster's nodes that are silent", FromNodes);

        /// <summary>Share of the other groups' nodes that are bad; absent when there is no other group.</summary>
        public static readonly Signal OthersBad = new("nodegroup_others_unready_ratio", "ratio", "Share of the other groups' nodes that fail", FromNodes);

        /// <summary>Per workload that has any: its pods that are on bad nodes or were when those failed, that are or were on nodes under pressure, or that find no node. Detail: <c>groups</c> (names, one a line).</summary>
        public static readonly Signal WorkloadPods = new("workload_pods_on_failing_nodes", "count", "Pods that lost their node or find none", FromPods);
    }
}
