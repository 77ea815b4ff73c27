using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>An event of <c>core/v1</c>. Its type is no severity, and one object can stand for many occurrences.</summary>
public sealed record KubeEvent : IKubernetesObject
{
    private static readonly ObjectRef Nobody = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public ObjectRef InvolvedObject { get; init => field = value ?? Nobody; } = Nobody;

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string Type { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";
    public int? Count { get; init; }
    public DateTimeOffset? FirstTimestamp { get; init; }
    public DateTimeOffset? LastTimestamp { get; init; }
    public DateTimeOffset? EventTime { get; init; }
    public EventSeries? Series { get; init; }

    /// <summary>When it happened last. Writers of the old and of the new kind fill different members.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => LastTimestamp ?? Series?.LastObservedTime ?? EventTime ?? Metadata.CreationTimestamp;

    /// <summary>When it happened first.</summary>
    [JsonIgnore]
    public DateTimeOffset? FirstTime => FirstTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    /// <summary>How often it happened, at least.</summary>
    [JsonIgnore]
    public int Occurrences => Math.Max(Math.Max(Count ?? 1, Series?.Count ?? 1), 1);
}

/// <summary>Repetitions of an event as new writers count them.</summary>
public sealed record EventSeries
{
    public int Count { get; init; }
    public DateTimeOffset? LastObservedTime { get; init; }
}

/// <summary>Whom an event is about.</summary>
public sealed record ObjectRef
{
    [JsonConverter(typeof(Interned))]
    public string Kind { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";
    public string Uid { get; init => field = value ?? ""; } = "";

    /// <summary>As in <c>spec.containers{web}</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string? FieldPath { get; init; }

    /// <summary>The container that the path names, or null.</summary>
    [JsonIgnore]
    public string? Container =>
        FieldPath is { } path && path.EndsWith('}') && path.IndexOf('{', StringComparison.Ordinal) is var open and >= 0 ? path[(open + 1)..^1] : null;
}
