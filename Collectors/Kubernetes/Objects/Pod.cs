using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>A pod.</summary>
public sealed record Pod : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public PodSpec Spec { get; init => field = value ?? PodSpec.None; } = PodSpec.None;
    public PodStatus Status { get; init => field = value ?? PodStatus.None; } = PodStatus.None;
}

/// <summary>What the kubelet and the controllers say of a pod.</summary>
public sealed record PodStatus
{
    internal static readonly PodStatus None = new();

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string Phase { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>Evicted</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>Null until the pod has a network.</summary>
    [JsonPropertyName("podIP")]
    public string? Address { get; init; }

    public DateTimeOffset? StartTime { get; init; }
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];
    public IReadOnlyList<ContainerStatus> InitContainerStatuses { get; init => field = value ?? []; } = [];
    public IReadOnlyList<ContainerStatus> ContainerStatuses { get; init => field = value ?? []; } = [];

    /// <summary>The condition of a type, or null.</summary>
    public Condition? Condition(string type) => Conditions.Find(type);
}

/// <summary>A condition of a pod, a node or an owner.</summary>
public sealed record Condition
{
    [JsonConverter(typeof(Interned))]
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string Status { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string? Reason { get; init; }

    public string? Message { get; init; }
    public DateTimeOffset? LastTransitionTime { get; init; }
    public DateTimeOffset? LastUpdateTime { get; init; }

    [JsonIgnore]
    public bool IsTrue => Status == "True";

    [JsonIgnore]
    public bool IsFalse => Status == "False";
}

/// <summary>Finds conditions.</summary>
public static class ConditionExtensions
{
    /// <summary>The condition of a type, or null.</summary>
    public static Condition? Find(this IReadOnlyList<Condition> conditions, string type)
    {
        foreach (var condition in conditions)
        {
            if (condition.Type == type)
                return condition;
        }

        return null;
    }
}
