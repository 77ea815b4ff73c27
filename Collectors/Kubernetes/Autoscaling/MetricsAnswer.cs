using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What the metrics API said when it was asked last: one of these for each cluster, under the same name each time.</summary>
public sealed record MetricsAnswer : IKubernetesObject
{
    private const string Name = "nodes";

    public ObjectMeta Metadata { get; } = new() { Name = Name };

    public bool Available { get; init; }

    /// <summary>Why it is not available.</summary>
    public string Message { get; init; } = "";

    /// <summary>When it answered.</summary>
    public Moment At { get; init; }

    public IReadOnlyList<NodeMetrics> Nodes { get; init; } = [];

    /// <summary>The answer in a cluster, or null when there was none yet, or the API is not served.</summary>
    public static MetricsAnswer? Of(Cache.ClusterState state) => state.Shelf<MetricsAnswer>().Find("", Name);
}

/// <summary>The list that the metrics API sends. It has no resourceVersion.</summary>
public sealed record NodeMetricsList
{
    public IReadOnlyList<NodeMetrics?> Items { get; init => field = value ?? []; } = [];
}

/// <summary>One sample of one node.</summary>
public sealed record NodeMetrics
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;

    /// <summary>By the node's clock.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
