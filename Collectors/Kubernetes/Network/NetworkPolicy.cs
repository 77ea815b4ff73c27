using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>A NetworkPolicy. In its spec what is missing and what is empty mean different things, so both are kept apart.</summary>
public sealed record NetworkPolicy : IKubernetesObject
{
    [JsonIgnore]
    public ObjectMeta Metadata => Meta.Plain;

    [JsonPropertyName("metadata")]
    public PolicyMeta Meta { get; init => field = value ?? PolicyMeta.None; } = PolicyMeta.None;

    public PolicySpec Spec { get; init => field = value ?? PolicySpec.None; } = PolicySpec.None;
}

/// <summary>The metadata of a policy, with when it was written.</summary>
public sealed record PolicyMeta
{
    internal static readonly PolicyMeta None = new();

    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";
    public string ResourceVersion { get; init => field = value ?? ""; } = "";
    public DateTimeOffset? CreationTimestamp { get; init; }
    public IReadOnlyList<ManagedField> ManagedFields { get; init => field = value ?? []; } = [];

    /// <summary>When somebody wrote it last, as far as the object says.</summary>
    [JsonIgnore]
    public DateTimeOffset? Changed => ManagedFields.Max(writer => writer.Time) ?? CreationTimestamp;

    /// <summary>The same without the managed fields.</summary>
    [JsonIgnore]
    public ObjectMeta Plain => field ??= new ObjectMeta
    {
        Name = Name,
        Namespace = Namespace,
        Uid = Uid,
        ResourceVersion = ResourceVersion,
        CreationTimestamp = CreationTimestamp,
    };
}

/// <summary>Whom a policy isolates, and what it lets through.</summary>
public sealed record PolicySpec
{
    internal static readonly PolicySpec None = new();

    /// <summary>Empty: every pod of the namespace.</summary>
    public LabelSelector PodSelector { get; init => field = value ?? LabelSelector.Everything; } = LabelSelector.Everything;

    /// <summary>Missing: Ingress, and Egress when there are egress rules.</summary>
    public IReadOnlyList<string>? PolicyTypes { get; init; }

    public IReadOnlyList<IngressRule>? Ingress { get; init; }
    public IReadOnlyList<EgressRule>? Egress { get; init; }
}

/// <summary>Lets something in.</summary>
public sealed record IngressRule
{
    /// <summary>Missing or empty: from anywhere.</summary>
    public IReadOnlyList<PolicyPeer>? From { get; init; }

    /// <summary>Missing or empty: to every port.</summary>
    public IReadOnlyList<PolicyPort>? Ports { get; init; }
}

/// <summary>Lets something out.</summary>
public sealed record EgressRule
{
    /// <summary>Missing or empty: to anywhere.</summary>
    public IReadOnlyList<PolicyPeer>? To { get; init; }

    /// <summary>Missing or empty: to every port.</summary>
    public IReadOnlyList<PolicyPort>? Ports { get; init; }
}

/// <summary>The other side of a rule. What stands in one peer must hold together; several peers are alternatives.</summary>
public sealed record PolicyPeer
{
    public LabelSelector? PodSelector { get; init; }
    public LabelSelector? NamespaceSelector { get; init; }
    public IpBlock? IpBlock { get; init; }
}

/// <summary>A range of addresses with holes.</summary>
public sealed record IpBlock
{
    public string Cidr { get; init => field = value ?? ""; } = "";
    public IReadOnlyList<string> Except { get; init => field = value ?? []; } = [];
}

/// <summary>A port, a named port or a range of ports.</summary>
public sealed record PolicyPort
{
    /// <summary>TCP when it is missing.</summary>
    [JsonConverter(typeof(Interned))]
    public string? Protocol { get; init; }

    /// <summary>A number, or the name of a port of the destination's container. Missing: every port.</summary>
    [JsonConverter(typeof(IntOrString))]
    public string? Port { get; init; }

    public int? EndPort { get; init; }
}
