using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>A node.</summary>
public sealed record Node : IKubernetesObject
{
    private static readonly NodeStatus Nothing = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public NodeSpec Spec { get; init => field = value ?? NodeSpec.None; } = NodeSpec.None;
    public NodeStatus Status { get; init => field = value ?? Nothing; } = Nothing;
}

/// <summary>What is asked of a node.</summary>
public sealed record NodeSpec
{
    internal static readonly NodeSpec None = new();

    /// <summary>Cordoned: no new pods.</summary>
    public bool Unschedulable { get; init; }

    /// <summary>The machine, as the cloud names it.</summary>
    [JsonPropertyName("providerID")]
    public string? ProviderId { get; init; }

    public IReadOnlyList<Taint> Taints { get; init => field = value.Sound(); } = [];
}

/// <summary>Keeps pods away that do not tolerate it.</summary>
public sealed record Taint
{
    [JsonConverter(typeof(Interned))]
    public string Key { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Effect { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? TimeAdded { get; init; }
}

/// <summary>What the kubelet and the node controller say of a node.</summary>
public sealed record NodeStatus
{
    public IReadOnlyList<Condition> Conditions { get; init => field = value.Sound(); } = [];
}

/// <summary>A namespace.</summary>
public sealed record KubeNamespace : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
}
