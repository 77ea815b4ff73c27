namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>One workload of the shop.</summary>
public sealed record WorkloadSeed
{
    public string Name { get; init; } = "";
    public string Namespace { get; init; } = "";

    /// <summary><c>Deployment</c>, <c>StatefulSet</c>, <c>DaemonSet</c> or <c>CronJob</c>.</summary>
    public string Kind { get; init; } = "Deployment";

    /// <summary>Repository with its registry; empty: the shop's registry and the workload's name.</summary>
    public string Image { get; init; } = "";

    /// <summary>The image's tag at first.</summary>
    public string Version { get; init; } = "";

    /// <summary>Per cluster, in their order.</summary>
    public IReadOnlyList<int> Replicas { get; init; } = [];

    /// <summary>Seconds from start to ready, from and to.</summary>
    public IReadOnlyList<double> Ready { get; init; } = [3, 6];

    /// <summary>Seconds that a run of a CronJob takes, from and to.</summary>
    public IReadOnlyList<double> Runs { get; init; } = [5, 15];

    /// <summary>Of a CronJob: <c>*/5 * * * *</c>, no other form.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>The number of pods follows the hour.</summary>
    public bool Scales { get; init; }

    /// <summary>Its autoscaler, or null. One that has this must not scale otherwise too.</summary>
    public HpaSeed? Hpa { get; init; }

    /// <summary>New versions are rolled out in ordinary life.</summary>
    public bool Upgrades { get; init; } = true;

    /// <summary>The role in AWS that its service account names, without which it does not start; empty: it needs none, and runs as <c>default</c>.</summary>
    public string Role { get; init; } = "";

    /// <summary>Labels of the pods beyond <c>app</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Services that it calls, as it declares them to Watch: <c>payments/payments-api:8080</c>.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Variables read from one key: name to <c>configmap/key</c>.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>ConfigMaps whose keys all become variables.</summary>
    public IReadOnlyList<string> EnvFrom { get; init; } = [];

    /// <summary>ConfigMaps mounted as directories: path to ConfigMap.</summary>
    public IReadOnlyDictionary<string, string> Volumes { get; init; } = new Dictionary<string, string>();

    /// <summary>What the program demands when it starts: setting to <c>integer</c>, <c>url</c>, <c>required</c> or words parted by <c>|</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    internal string Key => $"{Namespace}/{Name}";
}
