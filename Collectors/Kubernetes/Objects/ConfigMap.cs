using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>A ConfigMap with its values: it lives only until its hashes are taken, and is never kept.</summary>
public sealed record ConfigMap : IKubernetesObject
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    [JsonIgnore]
    public ObjectMeta Metadata => Meta.Plain;

    [JsonPropertyName("metadata")]
    public ConfigMapMeta Meta { get; init => field = value ?? ConfigMapMeta.None; } = ConfigMapMeta.None;

    public IReadOnlyDictionary<string, string> Data { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>Values in base64.</summary>
    public IReadOnlyDictionary<string, string> BinaryData { get; init => field = value ?? Nothing; } = Nothing;

    public bool? Immutable { get; init; }

    /// <summary>Without the values: what a log or a debugger may show.</summary>
    public override string ToString() => $"ConfigMap {Metadata.Namespace}/{Metadata.Name}";
}

/// <summary>The metadata of a ConfigMap, with who wrote which keys.</summary>
public sealed record ConfigMapMeta
{
    internal static readonly ConfigMapMeta None = new();

    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";
    public string ResourceVersion { get; init => field = value ?? ""; } = "";
    public DateTimeOffset? CreationTimestamp { get; init; }

    [JsonConverter(typeof(WordsConverter))]
    public IReadOnlyDictionary<string, string> Annotations { get; init => field = value ?? ObjectMeta.None.Annotations; } = ObjectMeta.None.Annotations;

    public IReadOnlyList<ManagedField> ManagedFields { get; init => field = value.Sound(); } = [];

    /// <summary>The same without the managed fields.</summary>
    [JsonIgnore]
    public ObjectMeta Plain => field ??= new ObjectMeta
    {
        Name = Name,
        Namespace = Namespace,
        Uid = Uid,
        ResourceVersion = ResourceVersion,
        CreationTimestamp = CreationTimestamp,
        Annotations = Annotations,
    };
}

/// <summary>What one writer manages.</summary>
public sealed record ManagedField
{
    /// <summary>Such as <c>kubectl-edit</c>, <c>helm</c>, <c>argocd-controller</c>.</summary>
    [JsonConverter(typeof(Interned))]
    public string Manager { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string? Operation { get; init; }

    public DateTimeOffset? Time { get; init; }

    [JsonPropertyName("fieldsV1")]
    public ManagedKeys? Fields { get; init; }

    /// <summary>Whether any of the data is managed. Writers of labels and annotations manage none.</summary>
    [JsonIgnore]
    public bool HasData => Fields is { Data: not null } or { BinaryData: not null };
}

/// <summary>The keys that a writer manages, each with the prefix <c>f:</c>.</summary>
public sealed record ManagedKeys
{
    [JsonPropertyName("f:data"), JsonConverter(typeof(KeysConverter))]
    public IReadOnlyList<string>? Data { get; init; }

    [JsonPropertyName("f:binaryData"), JsonConverter(typeof(KeysConverter))]
    public IReadOnlyList<string>? BinaryData { get; init; }
}
