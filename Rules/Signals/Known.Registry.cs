namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>Scenario 10. Per registry host that any pod of the cluster names. What is counted over time is counted over the last 5 minutes, of pods that are still there.</summary>
    public static class Registry
    {
        private static readonly string[] FromPods = [Streams.Pods];
        private static readonly string[] FromEvents = [Streams.Pods, Streams.Events];

        /// <summary>
        /// Pods that wait for an image because the registry answered their last pull with 429. A pod that the kubelet's own limit holds back is none. Detail: <c>nodes</c> (count), <c>workloads</c> (count),
        /// <c>since</c> (ISO, the first of them), <c>message</c>, <c>pod</c>, <c>namespace</c>, <c>workload</c>, <c>kind</c> (of the workload with the most), <c>nodegroup</c> (of that pod's node, when EKS names it),
        /// <c>account</c> and <c>ecrRegion</c> (of an ECR host), <c>table</c> (lines of <c>workload|pods|image</c>, the most first, at most 24).
        /// </summary>
        public static readonly Signal ThrottledPods = new("registry_pods_throttled", "count", "Pods whose pull was throttled and that still wait", FromPods);

        /// <summary>Different images that were throttled, whether or not they came through since. Detail: <c>names</c> (at most 10).</summary>
        public static readonly Signal ThrottledImages = new("registry_images_throttled", "count", "Images that were throttled", FromEvents);

        /// <summary>How many of those images were pulled well too.</summary>
        public static readonly Signal ImagesBoth = new("registry_images_throttled_and_pulled", "count", "Images that were throttled here and pulled there", FromEvents);

        /// <summary>Pulls that came to an end. Detail: <c>throttled</c>, <c>succeeded</c>.</summary>
        public static readonly Signal Attempts = new("registry_pull_attempts", "count", "Pulls that ended well or badly", FromEvents);

        /// <summary>The throttled of them, 0 to 1; absent when there was no pull.</summary>
        public static readonly Signal ThrottledRatio = new("registry_pulls_throttled_ratio", "ratio", "Share of the pulls that were throttled", FromEvents);

        /// <summary>Containers whose pull began and has not ended.</summary>
        public static readonly Signal InFlight = new("registry_pulls_in_flight", "count", "Pulls under way", FromEvents);

        /// <summary>95 of 100 pulls took no longer, without the time in the kubelet's queue; absent when none succeeded.</summary>
        public static readonly Signal PullTime = new("registry_pull_seconds_p95", "seconds", "Time of a pull, 95th percentile", FromEvents);

        /// <summary>The same of the time that they waited in the kubelet's queue: that is the node, not the registry.</summary>
        public static readonly Signal QueueTime = new("registry_pull_queue_seconds_p95", "seconds", "Time in the kubelet's queue, 95th percentile", FromEvents);

        /// <summary>Pods whose last pull was held back by the kubelet's own limit and never left the node. Detail: <c>nodes</c> (count).</summary>
        public static readonly Signal KubeletLimited = new("registry_pods_kubelet_limited", "count", "Pods held back by their kubelet's own limit", FromPods);

        /// <summary>Pods made in the last 5 minutes that take an image from it. Detail: <c>workloads</c> (count).</summary>
        public static readonly Signal YoungPods = new("registry_pods_young", "count", "Pods made in the last 5 minutes", FromPods);

        /// <summary>Per workload that has any: its pods that are throttled, or have not started yet and take an image from a registry that throttles others: they are the next. Detail: <c>registries</c> (hosts, one a line).</summary>
        public static readonly Signal WorkloadPods = new("workload_pods_throttled", "count", "Pods that a registry throttles, or that wait for their turn there", FromPods);
    }
}
