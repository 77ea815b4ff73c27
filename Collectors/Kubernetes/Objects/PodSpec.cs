using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>What a pod is asked to be.</summary>
public sealed record PodSpec
{
    internal static readonly PodSpec None = new();

    /// <summary>Empty until the pod is scheduled.</summary>
    [JsonConverter(typeof(Interned))]
    public string NodeName { get; init => field = value ?? ""; } = "";

    /// <summary><c>Always</c> (also when it is missing), <c>OnFailure</c> or <c>Never</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string? RestartPolicy { get; init; }

    /// <summary>Empty means <c>default</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string ServiceAccountName { get; init => field = value ?? ""; } = "";

    /// <summary>The pod has its node's address, and network policies do not select it.</summary>
    public bool HostNetwork { get; init; }

    public IReadOnlyList<Container> InitContainers { get; init => field = value.Sound(); } = [];
    public IReadOnlyList<Container> Containers { get; init => field = value.Sound(); } = [];

    /// <summary>Only those that hold a ConfigMap.</summary>
    public IReadOnlyList<Volume> Volumes { get; init => field = Volume.OfConfigMaps(value); } = [];

    /// <summary>The init containers, then the others.</summary>
    [JsonIgnore]
    public IEnumerable<Container> AllContainers => InitContainers.Count == 0 ? Containers : InitContainers.Concat(Containers);
}

/// <summary>A container as it is asked for.</summary>
public sealed record Container
{
    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary><c>Always</c> makes an init container a sidecar.</summary>
    [JsonConverter(typeof(Interned))]
    public string? RestartPolicy { get; init; }

    /// <summary>Only those whose value comes from a ConfigMap, and the one that names the pod's role in AWS. Other values are not kept: they may be secret.</summary>
    public IReadOnlyList<EnvVar> Env { get; init => field = EnvVar.FromConfigMaps(value); } = [];

    public IReadOnlyList<EnvFrom> EnvFrom { get; init => field = Objects.EnvFrom.FromConfigMaps(value); } = [];
    public IReadOnlyList<VolumeMount> VolumeMounts { get; init => field = value.Sound(); } = [];
    public IReadOnlyList<ContainerPort> Ports { get; init => field = value.Sound(); } = [];
    public Probe? StartupProbe { get; init; }
    public Probe? LivenessProbe { get; init; }
    public Probe? ReadinessProbe { get; init; }
    public ContainerResources? Resources { get; init; }
}

/// <summary>What a container is promised and what it may take at most.</summary>
public sealed record ContainerResources
{
    public ContainerAmounts? Requests { get; init; }
    public ContainerAmounts? Limits { get; init; }
}

/// <summary>Quantities such as <c>100m</c> and <c>256Mi</c>; null when they are not said.</summary>
public sealed record ContainerAmounts
{
    [JsonConverter(typeof(Interned))]
    public string? Cpu { get; init; }

    [JsonConverter(typeof(Interned))]
    public string? Memory { get; init; }
}

/// <summary>A port that a container says it listens on.</summary>
public sealed record ContainerPort
{
    [JsonConverter(typeof(Interned))]
    public string? Name { get; init; }

    [JsonPropertyName("containerPort")]
    public int Number { get; init; }

    /// <summary>TCP when it is missing.</summary>
    [JsonConverter(typeof(Interned))]
    public string? Protocol { get; init; }
}

/// <summary>When the kubelet probes. Null: the API's default.</summary>
public sealed record Probe
{
    public int? InitialDelaySeconds { get; init; }
    public int? PeriodSeconds { get; init; }
    public int? TimeoutSeconds { get; init; }
    public int? FailureThreshold { get; init; }

    /// <summary>How long a container may take until this probe gives it up; a day at most, as the numbers are anybody's.</summary>
    [JsonIgnore]
    public TimeSpan Budget => TimeSpan.FromSeconds(Math.Clamp((InitialDelaySeconds ?? 0) + ((double)(PeriodSeconds ?? 10) * (FailureThreshold ?? 3)), 0, 86_400));
}

/// <summary>Where a volume is seen in a container.</summary>
public sealed record VolumeMount
{
    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string MountPath { get; init => field = value ?? ""; } = "";

    public string? SubPath { get; init; }
    public string? SubPathExpr { get; init; }
}
