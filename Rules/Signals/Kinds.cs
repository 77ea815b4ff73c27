namespace ApnaKart.Watch.Rules.Signals;

/// <summary>The streams that signals are made from. A Kubernetes stream has the name of its resource in the API.</summary>
public static class Streams
{
    public const string Pods = "pods";
    public const string Events = "events";
    public const string Deployments = "deployments";
    public const string ReplicaSets = "replicasets";
    public const string StatefulSets = "statefulsets";
    public const string DaemonSets = "daemonsets";
    public const string Jobs = "jobs";
    public const string ConfigMaps = "configmaps";
    public const string Nodes = "nodes";
    public const string Namespaces = "namespaces";
    public const string Probe = "readyz";

    /// <summary>The probe ladder: alive whenever it ran, whatever it found. The one stream that a dead API server leaves fresh.</summary>
    public const string Ladder = "probe-ladder";
    public const string ServerMetrics = "metrics";
    public const string NodeLeases = "node-leases";
    public const string SystemLeases = "system-leases";
    public const string NodeMetrics = "metrics.k8s.io/nodes";
    public const string Hpas = "horizontalpodautoscalers";
    public const string Services = "services";
    public const string EndpointSlices = "endpointslices";
    public const string NetworkPolicies = "networkpolicies";
    public const string ApiServices = "apiservices";
    public const string ValidatingWebhooks = "validatingwebhookconfigurations";
    public const string MutatingWebhooks = "mutatingwebhookconfigurations";
    public const string CustomResources = "customresourcedefinitions";
    public const string ServiceAccounts = "serviceaccounts";
    public const string DisruptionBudgets = "poddisruptionbudgets";
    public const string Ingresses = "ingresses";
}

/// <summary>Kinds of resources, as they stand in <see cref="Resource.Kind"/>.</summary>
public static class Kinds
{
    public const string Deployment = "deployment";
    public const string StatefulSet = "statefulset";
    public const string DaemonSet = "daemonset";
    public const string ReplicaSet = "replicaset";
    public const string Pod = "pod";
    public const string Job = "job";
    public const string CronJob = "cronjob";
    public const string ConfigMap = "configmap";
    public const string Node = "node";
    public const string Cluster = "cluster";
    public const string Hpa = "horizontalpodautoscaler";
    public const string Service = "service";
    public const string NodeGroup = "nodegroup";
    public const string ServiceAccount = "serviceaccount";
    public const string Registry = "registry";

    /// <summary>What owns pods and is judged in their place: never a pod that something owns.</summary>
    public static readonly IReadOnlyList<string> Workloads = [Deployment, StatefulSet, DaemonSet, ReplicaSet, Pod, Job, CronJob];
}
