namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>Scenario 9, as far as Kubernetes tells it. Per service account that a pod of a workload uses; Jobs are left out.</summary>
    public static class Iam
    {
        private static readonly string[] FromPods = [Streams.Pods];
        private static readonly string[] FromAccounts = [Streams.Pods, Streams.ServiceAccounts];

        /// <summary>
        /// Workloads with a pod whose last words of the last 10 minutes are a denial by AWS, and that has not been ready for 2 minutes since. A refusal by Kubernetes itself is none. Detail of the newest: <c>rule</c>
        /// (<c>R1</c> role cannot be taken, <c>R2</c> no identity provider, <c>R3</c> audience, <c>R4</c> right missing, <c>R5</c> expired, <c>R6</c> no credentials, <c>R7</c> denied), <c>message</c> (the line), <c>role</c>, <c>session</c>,
        /// <c>action</c>, <c>resource</c>, <c>pod</c>, <c>container</c>, <c>namespace</c>, <c>workload</c>, <c>kind</c>, <c>workloads</c> (names, at most 10), <c>since</c> (ISO, the first).
        /// </summary>
        public static readonly Signal DeniedWorkloads = new("iam_denied_workloads", "count", "Workloads that AWS denies something", FromPods);

        /// <summary>Its pods.</summary>
        public static readonly Signal Pods = new("iam_account_pods", "count", "Pods that use the service account", FromPods);

        /// <summary>
        /// Pods that do not have the role that the account names: they are older than the annotation, or the webhook was away when they started; 0 when it names none. Counted from 15 s after their start. Detail: <c>code</c>
        /// (<c>I1</c> no role at all, <c>I3</c> another one), <c>pod</c>, <c>podRole</c>, <c>workload</c>, <c>kind</c>, <c>since</c> (ISO, when the annotation changed, if that was seen).
        /// </summary>
        public static readonly Signal WrongRolePods = new("iam_pods_with_wrong_role", "count", "Pods without the role that their account names", FromAccounts);

        /// <summary>1 when what the account names is no role's ARN (<c>I4</c>), 0 when it is; absent when it names none. Detail: <c>role</c> (the annotation).</summary>
        public static readonly Signal RoleInvalid = new("iam_role_annotation_invalid", "flag", "The account names no valid role", FromAccounts);

        /// <summary>Seconds since the annotation was seen to change; absent when it was not, or longer than 6 h ago. Detail: <c>before</c>, <c>after</c>, <c>at</c> (ISO).</summary>
        public static readonly Signal RoleChanged = new("iam_role_annotation_changed_seconds", "seconds", "Since the account names another role", FromAccounts);

        /// <summary>Per workload that has any or had in the last 30 s: its pods that AWS denies something or that have a wrong role. Detail: <c>accounts</c> (names, one a line).</summary>
        public static readonly Signal WorkloadPods = new("workload_pods_iam_trouble", "count", "Pods with the wrong rights in AWS", FromPods);
    }
}
