namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>A kind of object that the simulated API serves.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Namespaced">Objects live in a namespace.</param>
/// <param name="InAll">Shown by <c>kubectl get all</c>.</param>
public sealed record ApiKind(string Group, string Version, string Plural, string Kind, bool Namespaced, string ShortNames = "", bool InAll = false)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string Singular => Kind.ToLowerInvariant();
}

/// <summary>Every kind that is served.</summary>
public static class ApiKinds
{
    public static readonly ApiKind Pods = new("", "v1", "pods", "Pod", true, "po", true);
    public static readonly ApiKind Events = new("", "v1", "events", "Event", true, "ev");
    public static readonly ApiKind ConfigMaps = new("", "v1", "configmaps", "ConfigMap", true, "cm");
    public static readonly ApiKind Nodes = new("", "v1", "nodes", "Node", false, "no");
    public static readonly ApiKind Namespaces = new("", "v1", "namespaces", "Namespace", false, "ns");
    public static readonly ApiKind Services = new("", "v1", "services", "Service", true, "svc", true);
    public static readonly ApiKind ServiceAccounts = new("", "v1", "serviceaccounts", "ServiceAccount", true, "sa");

    /// <summary>Known to discovery, empty, and always denied: nobody here reads secrets.</summary>
    public static readonly ApiKind Secrets = new("", "v1", "secrets", "Secret", true);

    public static readonly ApiKind Deployments = new("apps", "v1", "deployments", "Deployment", true, "deploy", true);
    public static readonly ApiKind ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", true, "rs", true);
    public static readonly ApiKind StatefulSets = new("apps", "v1", "statefulsets", "StatefulSet", true, "sts", true);
    public static readonly ApiKind DaemonSets = new("apps", "v1", "daemonsets", "DaemonSet", true, "ds", true);
    public static readonly ApiKind Jobs = new("batch", "v1", "jobs", "Job", true, "", true);
    public static readonly ApiKind CronJobs = new("batch", "v1", "cronjobs", "CronJob", true, "cj", true);
    public static readonly ApiKind Hpas = new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, "hpa", true);
    public static readonly ApiKind Leases = new("coordination.k8s.io", "v1", "leases", "Lease", true);

    public static readonly ApiKind ApiServices = new("apiregistration.k8s.io", "v1", "apiservices", "APIService", false);
    public static readonly ApiKind ValidatingWebhooks = new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false);
    public static readonly ApiKind MutatingWebhooks = new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false);

    public static readonly ApiKind EndpointSlices = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
    public static readonly ApiKind NetworkPolicies = new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, "netpol");

    /// <summary>Every kind above. It stands last, as fields are set in the order of the text.</summary>
    /// <summary>Every kind above. It stands last, as fields are set in the order of the text.</summary>
    public static readonly IReadOnlyList<ApiKind> All = [.. typeof(ApiKinds).GetFields().Select(field => field.GetValue(null)).OfType<ApiKind>()];

    /// <summary>The kind under a path of the API, or null.</summary>
    public static ApiKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(kind => kind.Group == group && kind.Version == version && kind.Plural == plural);

    /// <summary>The kind with that name, as it stands in owner references; null when it is not served.</summary>
    public static ApiKind? Named(string? kind) => All.FirstOrDefault(k => k.Kind == kind);
}
