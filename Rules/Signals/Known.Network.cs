namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// Scenario 5, per Service that finds its pods by labels. What is seen (endpoints) and what is inferred (the verdict of
    /// network policies: the API shows no packet) are signals of their own. Pods behind a Service are those that its selector
    /// finds and that say something about health.
    /// </summary>
    public static class Endpoints
    {
        private static readonly string[] FromSlices = [Streams.Services, Streams.EndpointSlices];
        private static readonly string[] FromPods = [Streams.Services, Streams.EndpointSlices, Streams.Pods];
        private static readonly string[] FromPolicies = [Streams.Services, Streams.Pods, Streams.NetworkPolicies];

        /// <summary>
        /// kube_endpointslice_endpoints{ready="true"}: distinct addresses that get traffic. Detail: <c>workloads</c> (behind it, <c>deployment/web</c>, comma separated, at most 10),
        /// <c>selector</c>, <c>ports</c>, <c>callers</c> (workloads that are declared to call it, <c>shop/web</c>).
        /// </summary>
        public static readonly Signal Ready = new("service_ready_endpoints", "count", "Ready endpoints of the Service", FromSlices);

        /// <summary>Pods that the workloads behind it ask for, or that its selector finds when none is known; 0 when it was scaled to zero on purpose.</summary>
        public static readonly Signal Expected = new("service_expected_endpoints", "count", "Endpoints that there should be", FromPods);

        /// <summary>
        /// 1 when there has been no ready endpoint for 10 s although there was one before, or pods should have become ready by now, or somebody declared to call it; else 0.
        /// Detail: <c>since</c> (ISO), <c>before</c> (ready endpoints before, when known).
        /// </summary>
        public static readonly Signal Empty = new("service_without_endpoints", "flag", "The Service has no ready endpoint any more", FromPods);

        /// <summary>Share of the ready endpoints that are gone, against the most that were ready since the number asked for changed; 0 until it has lasted for 30 s. Detail: <c>since</c> (ISO), <c>before</c>.</summary>
        public static readonly Signal Drop = new("service_endpoint_drop_ratio", "ratio", "Ready endpoints lost", FromPods);

        /// <summary>1 when the selector finds no pod, although pods with nearly the same labels are there; 0 when it finds some. Absent when there are no pods to find. Detail: <c>label</c>, <c>wanted</c>, <c>found</c>, <c>pods</c> (count).</summary>
        public static readonly Signal SelectorMismatch = new("service_selector_mismatch", "flag", "The selector matches no pod, but pods with nearly the same labels exist", FromPods);

        /// <summary>1 when no pod behind it has the named port that the Service sends to; 0 when they have. Absent without pods or without named ports. Detail: <c>port</c>, <c>found</c> (names, comma separated).</summary>
        public static readonly Signal PortMissing = new("service_target_port_missing", "flag", "The named target port is on no pod", FromPods);

        /// <summary>Of the pods behind it that are not ready, the share that run and have had time to start: their readiness probe fails. Absent when all are ready. Detail: <c>pod</c>, <c>message</c> (the probe's last words), <c>unready</c> (count), <c>pods</c> (names, at most 10).</summary>
        public static readonly Signal UnreadyRunning = new("service_unready_running_ratio", "ratio", "Unready pods that run", FromPods);

        /// <summary>The share that crash or cannot be configured.</summary>
        public static readonly Signal UnreadyCrashing = new("service_unready_crashing_ratio", "ratio", "Unready pods that crash", FromPods);

        /// <summary>The share that cannot pull an image.</summary>
        public static readonly Signal UnreadyPulling = new("service_unready_pulling_ratio", "ratio", "Unready pods that wait for an image", FromPods);

        /// <summary>The share on nodes that are not Ready, or without any node.</summary>
        public static readonly Signal UnreadyOnBadNodes = new("service_unready_on_bad_nodes_ratio", "ratio", "Unready pods on ailing nodes, or on none", Streams.Services, Streams.Pods, Streams.Nodes);

        /// <summary>
        /// Calls to it that somebody declared and that could be evaluated; absent when there is none. Detail: <c>map</c>: a line each,
        /// <c>caller|port|verdict|side|policy|why</c>, at most 12, the forbidden ones first.
        /// </summary>
        public static readonly Signal Calls = new("service_declared_calls", "count", "Declared calls to the Service", FromPolicies);

        /// <summary>
        /// Those that a NetworkPolicy forbids. Detail of the first: <c>caller</c> (<c>shop/checkout</c>), <c>callerKind</c>, <c>callerNamespace</c>, <c>callerPod</c>, <c>port</c>, <c>targetPort</c>,
        /// <c>side</c> (<c>ingress</c> or <c>egress</c>), <c>policy</c>, <c>policyNamespace</c>, <c>why</c>, <c>changedAt</c> (of the policy, ISO), <c>since</c> (seen forbidden, ISO).
        /// </summary>
        public static readonly Signal Blocked = new("service_blocked_calls", "count", "Declared calls that a policy forbids", FromPolicies);

        /// <summary>Seconds from the policy's change to the moment at which the call was seen to be forbidden; absent when it was never seen allowed.</summary>
        public static readonly Signal PolicyChangeToBlock = new("service_policy_change_to_block_seconds", "seconds", "From the policy's change to the forbidden call", FromPolicies);
    }

    /// <summary>Scenario 5, per cluster: what all of its Services rest on.</summary>
    public static class Network
    {
        private static readonly string[] FromDns = [Streams.Services, Streams.EndpointSlices, Streams.Deployments];
        private static readonly string[] FromPolicies = [Streams.Pods, Streams.NetworkPolicies, Streams.Namespaces];

        /// <summary>Ready pods of the cluster's DNS; absent where DNS is built in and no object shows it. Detail: <c>workload</c> (<c>deployment/coredns</c>).</summary>
        public static readonly Signal DnsReady = new("dns_ready_pods", "count", "DNS pods that are ready", FromDns);

        /// <summary>DNS pods asked for.</summary>
        public static readonly Signal DnsDesired = new("dns_desired_pods", "count", "DNS pods that there should be", FromDns);

        /// <summary>Share of the DNS pods that have been missing for 10 s. Detail: <c>since</c> (ISO), <c>pod</c>, <c>message</c>, <c>unready</c>, and of these <c>running</c>, <c>crashing</c>, <c>pulling</c> and <c>onBadNodes</c> (counts).</summary>
        public static readonly Signal DnsMissing = new("dns_missing_ratio", "ratio", "DNS pods missing", FromDns);

        /// <summary>
        /// Workloads that an egress policy keeps from DNS on UDP 53. Detail: <c>workloads</c> (<c>shop/deployment/web</c>, comma separated, at most 10), <c>policy</c>, <c>policyNamespace</c>,
        /// <c>pod</c>, <c>changedAt</c> (ISO), <c>map</c> (as of declared calls).
        /// </summary>
        public static readonly Signal DnsIsolated = new("dns_isolated_workloads", "count", "Workloads that a policy keeps from DNS", FromPolicies);

        /// <summary>Nodes that run a network agent (kube-proxy, aws-node); absent where these are built in.</summary>
        public static readonly Signal AgentNodes = new("network_agent_nodes", "count", "Nodes with a network agent", Streams.DaemonSets, Streams.Pods, Streams.Nodes);

        /// <summary>Ready nodes, older than 10 minutes, whose agent has not been ready for 45 s. Detail: <c>daemonset</c>, <c>nodes</c> (names, at most 10), <c>since</c> (ISO).</summary>
        public static readonly Signal AgentUnready = new("network_agent_unready_nodes", "count", "Ready nodes whose network agent is not", Streams.DaemonSets, Streams.Pods, Streams.Nodes);

        /// <summary>What looks like a slip in a policy, though nothing is known to suffer from it. Detail: <c>lints</c>: a line each, at most 12.</summary>
        public static readonly Signal Lints = new("network_policy_lints", "count", "Policies that look like a slip", FromPolicies);
    }
}
