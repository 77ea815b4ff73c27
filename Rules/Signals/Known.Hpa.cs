namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// Scenario 3. Per HorizontalPodAutoscaler, from what its controller says of itself. Seconds grow in steps of 5 up to an
    /// hour. Demand is the greatest of its metrics, each as current by target: 1 is exactly on target.
    /// </summary>
    public static class Hpa
    {
        private static readonly string[] FromHpas = [Streams.Hpas];
        private static readonly string[] WithTarget = [Streams.Hpas, Streams.Deployments, Streams.Pods];
        private static readonly string[] FromMetrics = [Streams.Hpas, Streams.NodeMetrics];

        /// <summary>kube_horizontalpodautoscaler_status_current_replicas. Detail: <c>targetKind</c> (as a resource's kind), <c>target</c>, <c>metrics</c> (a line each: <c>cpu 97 % of 60 %</c>).</summary>
        public static readonly Signal Current = new("hpa_replicas_current", "count", "Replicas of the autoscaler's target", FromHpas);

        /// <summary>kube_horizontalpodautoscaler_status_desired_replicas: already within the limits.</summary>
        public static readonly Signal Desired = new("hpa_replicas_desired", "count", "Replicas that the autoscaler asks for", FromHpas);

        /// <summary>kube_horizontalpodautoscaler_spec_min_replicas; 1 when it is not said.</summary>
        public static readonly Signal Minimum = new("hpa_replicas_minimum", "count", "Fewest replicas that it may ask for", FromHpas);

        /// <summary>kube_horizontalpodautoscaler_spec_max_replicas.</summary>
        public static readonly Signal Maximum = new("hpa_replicas_maximum", "count", "Most replicas that it may ask for", FromHpas);

        /// <summary>Absent while no metric is known.</summary>
        public static readonly Signal Demand = new("hpa_demand_ratio", "ratio", "Demand against the target", FromHpas);

        /// <summary>The demand that was known before the autoscaler went blind; present only while it is blind, and absent when Watch never saw one. Detail: <c>at</c>.</summary>
        public static readonly Signal LastDemand = new("hpa_last_demand_ratio", "ratio", "Demand before the autoscaler went blind", FromHpas);

        /// <summary>
        /// How long it has been at its maximum while more is wanted: it asks for its maximum, that is not its minimum, its
        /// metrics are valid, and its controller says TooManyReplicas. 0 otherwise; also 0 while it is blind, as the controller leaves the old word then. Detail: <c>since</c>.
        /// </summary>
        public static readonly Signal MaxedFor = new("hpa_maxed_seconds", "seconds", "Time at the maximum with more wanted", FromHpas);

        /// <summary>Replicas that demand asks for beyond those asked for, share of those wanted: 0.33 at a demand of 1.5. 0 within the controller's tolerance of 10 %, absent while it is blind.</summary>
        public static readonly Signal Deficit = new("hpa_deficit_ratio", "ratio", "Replicas that demand asks for and that may not be", FromHpas);

        /// <summary>
        /// How long the autoscaler has had no valid metric, or could not read or set its target; 0 when it sees, or is switched
        /// off by a target of 0 replicas, or is younger than 2 minutes. Absent when its controller never looked at it. Detail: <c>reason</c>, <c>message</c>,
        /// <c>cause</c> (<see cref="HpaBlindness"/> by name), <c>resource</c>, <c>container</c>, <c>pod</c> (of a missing request), <c>since</c>.
        /// </summary>
        public static readonly Signal BlindFor = new("hpa_blind_seconds", "seconds", "Time without a valid metric", FromHpas);

        /// <summary>How long it has asked for more replicas than there are. Detail: <c>since</c>.</summary>
        public static readonly Signal NotConvergingFor = new("hpa_not_converging_seconds", "seconds", "Time for which more replicas are asked for than there are", FromHpas);

        /// <summary>Pods of the target that no node takes. Absent when the target is not known. Detail: <c>message</c> of one.</summary>
        public static readonly Signal PendingPods = new("hpa_pending_pods", "count", "Pods of the target that find no node", WithTarget);

        /// <summary>1 when a container of the target's template has no request for a resource whose utilisation is a metric. Absent when the target is not known or no such metric is used. Detail: <c>container</c>, <c>resource</c>.</summary>
        public static readonly Signal MissingRequest = new("hpa_missing_request", "flag", "A container has no request for what the autoscaler watches", WithTarget);

        /// <summary>Target utilisation by the most that the limits allow; from 0.91 the autoscaler never acts, as the limits stop the pods first. Absent without limits. Detail: <c>resource</c>, <c>most</c> (percent).</summary>
        public static readonly Signal TargetOfReachable = new("hpa_target_of_reachable_ratio", "ratio", "Target against the most that the limits allow", WithTarget);

        /// <summary>Utilisation by the most that the limits allow. Absent without limits, or while it is blind.</summary>
        public static readonly Signal UseOfReachable = new("hpa_use_of_reachable_ratio", "ratio", "Utilisation against the most that the limits allow", WithTarget);

        /// <summary>What is odd about its configuration. Detail: <c>lints</c> (a line each).</summary>
        public static readonly Signal Lints = new("hpa_lints", "count", "Oddities of its configuration", WithTarget);

        /// <summary>1 when the metrics API of the cluster answered last time, 0 when it did not. Only of autoscalers that use it; absent where it is not served. Detail: <c>message</c>, <c>nodes</c> (<c>8 of 9</c>).</summary>
        public static readonly Signal MetricsAvailable = new("hpa_metrics_api_available", "flag", "The metrics API answers", FromMetrics);

        /// <summary>Age of the newest sample of any node when the metrics API was last asked.</summary>
        public static readonly Signal MetricsAge = new("hpa_metrics_age_seconds", "seconds", "Age of the newest metric", FromMetrics);

        /// <summary>Ready nodes of which the metrics API has a sample, of all Ready nodes.</summary>
        public static readonly Signal MetricsCoverage = new("hpa_metrics_coverage_ratio", "ratio", "Ready nodes that report metrics", Streams.Hpas, Streams.NodeMetrics, Streams.Nodes);
    }
}

/// <summary>Why an autoscaler is blind, as far as its controller's words tell.</summary>
public enum HpaBlindness
{
    /// <summary>A text that nobody has seen before.</summary>
    Other,

    /// <summary>A container has no request, so that there is nothing to take a percentage of.</summary>
    MissingRequest,

    /// <summary>The resource metrics API is down or not installed.</summary>
    MetricsApi,

    /// <summary>The metrics API answers and has no samples of these pods yet.</summary>
    NoSamples,

    /// <summary>The selector finds no pods, or those of another autoscaler too.</summary>
    Selector,

    /// <summary>A custom or external metric cannot be had: an adapter's trouble.</summary>
    OtherMetric,

    /// <summary>The target cannot be read or scaled.</summary>
    Target,
}
