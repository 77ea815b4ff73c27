using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>The sign of life of one kubelet: renewed about every 10 seconds, and run out after <see cref="NodeLeaseSpec.LeaseDurationSeconds"/>.</summary>
public sealed record NodeLease : IKubernetesObject
{
    private static readonly NodeLeaseSpec Nothing = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public NodeLeaseSpec Spec { get; init => field = value ?? Nothing; } = Nothing;
}

/// <summary>What the kubelet writes.</summary>
public sealed record NodeLeaseSpec
{
    private const int Usual = 40;

    /// <summary>By the node's clock: that it changes says something, its value does not.</summary>
    public DateTimeOffset? RenewTime { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    [JsonIgnore]
    public TimeSpan Duration => TimeSpan.FromSeconds(LeaseDurationSeconds is > 0 and var seconds ? seconds : Usual);
}

/// <summary>Source-generated reader of leases.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(SaneTime)])]
[JsonSerializable(typeof(NodeLease))]
public sealed partial class NodeLeaseJson : JsonSerializerContext;

/// <summary>How the leases of nodes are read.</summary>
public static class NodeLeases
{
    /// <summary>The leases of all nodes.</summary>
    public static readonly ResourceType<NodeLease> Type =
        new("leases", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", "coordination.k8s.io", NodeLeaseJson.Default.NodeLease);

    /// <summary>As often as kubelets renew. A watch would bring a change per node in that time.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>The stream's name: there are leases of other kinds.</summary>
    public const string Stream = Streams.NodeLeases;
}
