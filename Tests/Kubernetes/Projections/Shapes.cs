namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

/// <summary>Objects as the API writes them, as small as a test needs them.</summary>
internal static class Shapes
{
    public const string Image = "registry.example/shop/web:1";

    public static object Deployment(string name = "web", int replicas = 2, int revision = 1, object? strategy = null, object[]? conditions = null, long generation = 1, long observed = 1, int? updated = null) => new
    {
        kind = "Deployment",
        metadata = new { name, generation, creationTimestamp = TestCluster.At(-3600), annotations = new Dictionary<string, string> { ["deployment.kubernetes.io/revision"] = $"{revision}" } },
        spec = new { replicas, strategy, template = Template() },
        status = new
        {
            observedGeneration = observed,
            replicas,
            updatedReplicas = updated ?? replicas,
            conditions = conditions ?? [Condition("Progressing", "True", "NewReplicaSetAvailable")],
        },
    };

    public static object ReplicaSet(string name, string deployment = "web", int revision = 1, double created = -3600, object? template = null, string? history = null) => new
    {
        kind = "ReplicaSet",
        metadata = new
        {
            name,
            creationTimestamp = TestCluster.At(created),
            annotations = history is null
                ? new Dictionary<string, string> { ["deployment.kubernetes.io/revision"] = $"{revision}" }
                : new Dictionary<string, string> { ["deployment.kubernetes.io/revision"] = $"{revision}", ["deployment.kubernetes.io/revision-history"] = history },
            ownerReferences = new[] { new { kind = "Deployment", name = deployment, controller = true } },
        },
        spec = new { replicas = 1, template = template ?? Template() },
    };

    public static object Template(string image = Image, string? map = "web-config", Dictionary<string, string>? annotations = null, string level = "info", string hash = "") => new
    {
        metadata = new { labels = new Dictionary<string, string> { ["pod-template-hash"] = hash }, annotations },
        spec = Spec(image, map, level),
    };

    public static object Spec(string image = Image, string? map = "web-config", string level = "info", string node = "node-1") => new
    {
        nodeName = node,
        containers = new[]
        {
            new
            {
                name = "web",
                image,
                env = new[] { new { name = "LEVEL", value = level } },
                volumeMounts = new[] { new { name = "config", mountPath = "/config" } },
            },
        },
        volumes = map is null ? [] : new[] { new { name = "config", configMap = new { name = map } } },
    };

    public static object Pod(string name, object? status = null, string owner = "web-a", string ownerKind = "ReplicaSet", double created = -1800, bool ready = true, string image = Image,
        string? map = "web-config", string phase = "Running", string? deleted = null, object[]? more = null, string node = "node-1", double readySince = -1800, string? restartPolicy = null) => new
        {
            kind = "Pod",
            metadata = new
            {
                name,
                creationTimestamp = TestCluster.At(created),
                deletionTimestamp = deleted,
                labels = new Dictionary<string, string> { ["pod-template-hash"] = owner.Split('-')[^1] },
                ownerReferences = ownerKind.Length == 0 ? null : new[] { new { kind = ownerKind, name = owner, controller = true } },
            },
            spec = With(Spec(image, map, node: node), "restartPolicy", restartPolicy),
            status = new
            {
                phase,
                startTime = TestCluster.At(created),
                conditions = new[] { Condition("Ready", ready ? "True" : "False", "", readySince) }.Concat(more ?? []),
                containerStatuses = new[] { status ?? Running() },
            },
        };

    public static object Condition(string type, string status, string reason, double since = -1800) =>
        new { type, status, reason, lastTransitionTime = TestCluster.At(since), lastUpdateTime = TestCluster.At(since) };

    public static object Running(double started = -1800, int restarts = 0, object? last = null) => new
    {
        name = "web",
        restartCount = restarts,
        state = new { running = new { startedAt = TestCluster.At(started) } },
        lastState = last is null ? null : new { terminated = last },
    };

    public static object Waiting(string reason, string? message = null, int restarts = 0, object? last = null) => new
    {
        name = "web",
        restartCount = restarts,
        state = new { waiting = new { reason, message } },
        lastState = last is null ? null : new { terminated = last },
    };

    public static object Ended(object end, int restarts) => new { name = "web", restartCount = restarts, state = new { terminated = end } };

    public static object End(double started, double finished, int exitCode = 1, string reason = "Error", string message = "") =>
        new { exitCode, reason, message, startedAt = TestCluster.At(started), finishedAt = TestCluster.At(finished) };

    public static object ConfigMap(string name, Dictionary<string, string> data, double created = -7200, double changed = -7200, string manager = "kubectl-edit", string? uid = null, bool? immutable = null) => new
    {
        kind = "ConfigMap",
        metadata = new
        {
            name,
            uid = uid ?? $"uid-{name}",
            creationTimestamp = TestCluster.At(created),
            managedFields = new[]
            {
                new
                {
                    manager,
                    operation = "Update",
                    time = TestCluster.At(changed),
                    fieldsV1 = new Dictionary<string, object> { ["f:data"] = data.Keys.ToDictionary(key => $"f:{key}", _ => new object()) },
                },
            },
        },
        data,
        immutable,
    };

    public static object Event(string reason, string pod, string message, double first, double last, int count = 1, string type = "Warning", string uid = "e1") => new
    {
        kind = "Event",
        metadata = new { name = uid, uid },
        involvedObject = new { kind = "Pod", name = pod, uid = $"uid-Pod-{pod}", fieldPath = "spec.containers{web}" },
        reason,
        type,
        message,
        count,
        firstTimestamp = TestCluster.At(first),
        lastTimestamp = TestCluster.At(last),
    };

    public static object Node(string name, string ready = "True", double created = -86400, string? pressure = null) => new
    {
        kind = "Node",
        metadata = new { name, @namespace = "", creationTimestamp = TestCluster.At(created) },
        status = new { conditions = new[] { Condition("Ready", ready, ""), Condition(pressure ?? "DiskPressure", pressure is null ? "False" : "True", "") } },
    };

    private static System.Text.Json.Nodes.JsonNode With(object shape, string member, string? value)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(shape)!;
        node[member] = value;
        return node;
    }
}
