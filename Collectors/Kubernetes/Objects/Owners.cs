using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>A Deployment.</summary>
public sealed record Deployment : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public OwnerSpec Spec { get; init => field = value ?? OwnerSpec.None; } = OwnerSpec.None;
    public OwnerStatus Status { get; init => field = value ?? OwnerStatus.None; } = OwnerStatus.None;
}

/// <summary>A ReplicaSet: one revision of a Deployment, or an owner of its own.</summary>
public sealed record ReplicaSet : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public OwnerSpec Spec { get; init => field = value ?? OwnerSpec.None; } = OwnerSpec.None;
    public OwnerStatus Status { get; init => field = value ?? OwnerStatus.None; } = OwnerStatus.None;
}

/// <summary>A StatefulSet.</summary>
public sealed record StatefulSet : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public OwnerSpec Spec { get; init => field = value ?? OwnerSpec.None; } = OwnerSpec.None;
    public OwnerStatus Status { get; init => field = value ?? OwnerStatus.None; } = OwnerStatus.None;
}

/// <summary>A DaemonSet.</summary>
public sealed record DaemonSet : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public OwnerSpec Spec { get; init => field = value ?? OwnerSpec.None; } = OwnerSpec.None;
    public OwnerStatus Status { get; init => field = value ?? OwnerStatus.None; } = OwnerStatus.None;
}

/// <summary>A Job.</summary>
public sealed record Job : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
}

/// <summary>What an owner of pods is asked for. Members that a kind does not have are null.</summary>
public sealed record OwnerSpec
{
    internal static readonly OwnerSpec None = new();

    /// <summary>Null means 1.</summary>
    public int? Replicas { get; init; }

    /// <summary>Of a Deployment.</summary>
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>Of a StatefulSet or DaemonSet.</summary>
    public RolloutStrategy? UpdateStrategy { get; init; }

    [JsonConverter(typeof(PodTemplateConverter))]
    public PodTemplate Template { get; init => field = value ?? PodTemplate.None; } = PodTemplate.None;
}

/// <summary>How pods are replaced.</summary>
public sealed record RolloutStrategy
{
    /// <summary><c>RollingUpdate</c>, <c>Recreate</c> or <c>OnDelete</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string? Type { get; init; }

    public RollingUpdate? RollingUpdate { get; init; }
}

/// <summary>Bounds of a rolling update: a count, or a share such as <c>25%</c>.</summary>
public sealed record RollingUpdate
{
    [JsonConverter(typeof(IntOrString))]
    public string? MaxUnavailable { get; init; }

    [JsonConverter(typeof(IntOrString))]
    public string? MaxSurge { get; init; }
}

/// <summary>What a controller says of an owner. Members that a kind does not have are null, and so is a count of 0: the API leaves it out.</summary>
public sealed record OwnerStatus
{
    internal static readonly OwnerStatus None = new();

    /// <summary>Behind <c>metadata.generation</c> it speaks of an older spec.</summary>
    public long ObservedGeneration { get; init; }

    public int? Replicas { get; init; }
    public int? ReadyReplicas { get; init; }
    public int? AvailableReplicas { get; init; }
    public int? UpdatedReplicas { get; init; }

    /// <summary>Of a DaemonSet: on how many nodes it should run.</summary>
    public int? DesiredNumberScheduled { get; init; }

    /// <summary>Of a DaemonSet.</summary>
    public int? UpdatedNumberScheduled { get; init; }

    /// <summary>Of a StatefulSet.</summary>
    public string? CurrentRevision { get; init; }

    /// <summary>Of a StatefulSet.</summary>
    public string? UpdateRevision { get; init; }

    public IReadOnlyList<Condition> Conditions { get; init => field = value.Sound(); } = [];

    /// <summary>The condition of a type, or null.</summary>
    public Condition? Condition(string type) => Conditions.Find(type);
}
