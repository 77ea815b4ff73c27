using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Every kind of object that Watch lists and watches.</summary>
public static class ResourceTypes
{
    /// <summary>Without those that succeeded: they say nothing about health, and a pod that succeeds leaves the selection as deleted.</summary>
    public static readonly ResourceType<Pod> Pods = new(Streams.Pods, "/api/v1/pods", "", KubernetesJson.Default.Pod, "status.phase!=Succeeded");

    /// <summary>All types of events: a failed pull's back-off and a liveness kill are <c>Normal</c>.</summary>
    public static readonly ResourceType<KubeEvent> Events = new(Streams.Events, "/api/v1/events", "", KubernetesJson.Default.KubeEvent);

    public static readonly ResourceType<Deployment> Deployments = new(Streams.Deployments, "/apis/apps/v1/deployments", "apps", KubernetesJson.Default.Deployment);
    public static readonly ResourceType<ReplicaSet> ReplicaSets = new(Streams.ReplicaSets, "/apis/apps/v1/replicasets", "apps", KubernetesJson.Default.ReplicaSet);
    public static readonly ResourceType<StatefulSet> StatefulSets = new(Streams.StatefulSets, "/apis/apps/v1/statefulsets", "apps", KubernetesJson.Default.StatefulSet);
    public static readonly ResourceType<DaemonSet> DaemonSets = new(Streams.DaemonSets, "/apis/apps/v1/daemonsets", "apps", KubernetesJson.Default.DaemonSet);
    public static readonly ResourceType<Job> Jobs = new(Streams.Jobs, "/apis/batch/v1/jobs", "batch", KubernetesJson.Default.Job);
    public static readonly ResourceType<ConfigMap> ConfigMaps = new(Streams.ConfigMaps, "/api/v1/configmaps", "", KubernetesJson.Default.ConfigMap);
    public static readonly ResourceType<Node> Nodes = new(Streams.Nodes, "/api/v1/nodes", "", KubernetesJson.Default.Node);
    public static readonly ResourceType<KubeNamespace> Namespaces = new(Streams.Namespaces, "/api/v1/namespaces", "", KubernetesJson.Default.KubeNamespace);
}
