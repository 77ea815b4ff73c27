using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>A Service.</summary>
public sealed record Service : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public ServiceSpec Spec { get; init => field = value ?? ServiceSpec.None; } = ServiceSpec.None;

    /// <summary>Whether its endpoints are found by labels. Others (by name of another host, or with endpoints written by hand) are no business of ours.</summary>
    [JsonIgnore]
    public bool Selects => Spec.Selector.Count > 0 && Spec.Type != "ExternalName";
}

/// <summary>Where a Service sends its traffic.</summary>
public sealed record ServiceSpec
{
    internal static readonly ServiceSpec None = new();

    [JsonConverter(typeof(Interned))]
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>None</c> for a headless Service.</summary>
    [JsonPropertyName("clusterIP")]
    public string? Address { get; init; }

    [JsonConverter(typeof(WordsConverter))]
    public IReadOnlyDictionary<string, string> Selector { get; init => field = value ?? ObjectMeta.None.Labels; } = ObjectMeta.None.Labels;

    public IReadOnlyList<ServicePort> Ports { get; init => field = value ?? []; } = [];
}

/// <summary>One port of a Service.</summary>
public sealed record ServicePort
{
    [JsonConverter(typeof(Interned))]
    public string? Name { get; init; }

    /// <summary>What callers use.</summary>
    public int Port { get; init; }

    /// <summary>Where the pods listen: a number, or the name of a container's port. Missing: the same as <see cref="Port"/>.</summary>
    [JsonConverter(typeof(IntOrString))]
    public string? TargetPort { get; init; }

    /// <summary>TCP when it is missing.</summary>
    [JsonConverter(typeof(Interned))]
    public string? Protocol { get; init; }
}
