namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>What <c>seeds/sandbox/estate.yaml</c> holds: the shop that the sandbox plays.</summary>
public sealed record EstateSeed
{
    /// <summary>The same seed plays the same life.</summary>
    public int Seed { get; init; }

    /// <summary>Host and path before the repository; <c>{region}</c> is replaced.</summary>
    public string Registry { get; init; } = "";

    public IReadOnlyList<ClusterSeed> Clusters { get; init; } = [];

    public IReadOnlyList<NamespaceSeed> Namespaces { get; init; } = [];

    public IReadOnlyList<ConfigMapSeed> ConfigMaps { get; init; } = [];

    public IReadOnlyList<WorkloadSeed> Workloads { get; init; } = [];

    public IReadOnlyList<ServiceSeed> Services { get; init; } = [];

    public IReadOnlyList<NetworkPolicySeed> NetworkPolicies { get; init; } = [];

    public LifeSeed Life { get; init; } = new();
}

/// <summary>One cluster.</summary>
public sealed record ClusterSeed
{
    public string Name { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary><c>primary</c> or <c>standby</c>.</summary>
    public string Role { get; init; } = "primary";

    /// <summary>The server's gitVersion: <c>v1.32.9-eks-113cf36</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>The first two octets of its addresses.</summary>
    public string Network { get; init; } = "10.0";

    public IReadOnlyList<NodeGroupSeed> NodeGroups { get; init; } = [];
}

/// <summary>Nodes that are alike, spread over three zones.</summary>
public sealed record NodeGroupSeed
{
    public string Name { get; init; } = "";
    public int Count { get; init; }
    public string Type { get; init; } = "";
    public int Cpu { get; init; }
    public int MemoryGi { get; init; }

    /// <summary>The most pods that one node takes.</summary>
    public int Pods { get; init; }

    /// <summary><c>ON_DEMAND</c> or <c>SPOT</c>.</summary>
    public string Capacity { get; init; } = "ON_DEMAND";

    /// <summary>The container runtime with its version: its words about images differ by it.</summary>
    public string Runtime { get; init; } = "";

    public string Os { get; init; } = "";
}

/// <summary>One namespace.</summary>
public sealed record NamespaceSeed
{
    public string Name { get; init; } = "";
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}

/// <summary>One ConfigMap.</summary>
public sealed record ConfigMapSeed
{
    public string Name { get; init; } = "";
    public string Namespace { get; init; } = "";

    /// <summary>The name gets a suffix made of the content, so that a change makes a new ConfigMap.</summary>
    public bool Hashed { get; init; }

    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>Values that may be set at any time without harm, per key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tunes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>Seconds between happenings of ordinary life, as <c>[from, to]</c>.</summary>
public sealed record LifeSeed
{
    public IReadOnlyList<double> Rollout { get; init; } = [120, 300];
    public IReadOnlyList<double> Restart { get; init; } = [1200, 2700];
    public IReadOnlyList<double> Note { get; init; } = [600, 1200];
    public IReadOnlyList<double> Tune { get; init; } = [1200, 2700];
    public IReadOnlyList<double> Scale { get; init; } = [45, 90];

    /// <summary>Of rolling updates of the control plane.</summary>
    public IReadOnlyList<double> Upgrade { get; init; } = [5400, 10800];
    /// <summary>A node is maintained or replaced.</summary>
    public IReadOnlyList<double> Nodes { get; init; } = [2400, 5400];

    /// <summary>The local hour, 0 to 23, with most customers.</summary>
    public double BusiestHour { get; init; } = 20;

    /// <summary>How far the number of pods swings around its mean, 0 to 1.</summary>
    public double Swing { get; init; } = 0.3;

    /// <summary>The shop's local time, minutes ahead of UTC.</summary>
    public int OffsetMinutes { get; init; }
}
