namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>A node.</summary>
public sealed record Node : IKubernetesObject
{
    private static readonly NodeStatus Nothing = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public NodeStatus Status { get; init => field = value ?? Nothing; } = Nothing;
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
