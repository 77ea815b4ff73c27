using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Some of the endpoints of one Service: a big Service, or one with two address families, has several.</summary>
public sealed record EndpointSlice : IKubernetesObject
{
    private const string ServiceName = "kubernetes.io/service-name";

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public IReadOnlyList<Endpoint> Endpoints { get; init => field = value ?? []; } = [];
    public IReadOnlyList<EndpointPort> Ports { get; init => field = value ?? []; } = [];

    /// <summary>The name of its Service, or null.</summary>
    [JsonIgnore]
    public string? Service => Metadata.Labels.GetValueOrDefault(ServiceName);
}

/// <summary>One address behind a Service.</summary>
public sealed record Endpoint
{
    private static readonly EndpointConditions Nothing = new();

    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];
    public EndpointConditions Conditions { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>Whether it gets traffic. What nobody says counts as ready, as for the proxy.</summary>
    [JsonIgnore]
    public bool IsReady => Conditions.Ready ?? true;
}

/// <summary>How an endpoint is.</summary>
public sealed record EndpointConditions
{
    public bool? Ready { get; init; }
}

/// <summary>A port of the endpoints.</summary>
public sealed record EndpointPort
{
    [JsonPropertyName("port")]
    public int? Number { get; init; }
}
