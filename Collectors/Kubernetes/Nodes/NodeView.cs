using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>How a node counts.</summary>
internal enum NodeWord
{
    Bad,
    Planned,
    Starting,
    Ready,
}

/// <summary>A node as it is judged now.</summary>
/// <param name="Why">The condition's reason, <c>LeaseExpired</c>, or why it is planned; null when it is well.</param>
/// <param name="Since">When that began, by the objects' own times.</param>
/// <param name="LeaseAge">Null while its lease is not known.</param>
/// <param name="SilentSince">Since when it does not report at all, whether it is bad or not; null when it does.</param>
internal sealed record NodeView(Node Node, NodeMemory Memory, string Group, string? Label, string Zone, NodeWord Word, string? Why, DateTimeOffset? Since, TimeSpan? LeaseAge, DateTimeOffset? SilentSince)
{
    public const string LeaseExpired = "LeaseExpired";

    public string Name => Node.Metadata.Name;

    public bool Silent => SilentSince is not null;

    public Condition? Condition { get; } = Node.Status.Conditions.Find("Ready");

    /// <summary>It never became part of the cluster.</summary>
    public bool Unjoined => Word == NodeWord.Bad && !Memory.EverReady;

    /// <summary>It reports that its container runtime does not work.</summary>
    public bool RuntimeDown => Condition is { IsFalse: true, Message: { } message }
        && (message.Contains("runtime is down", StringComparison.OrdinalIgnoreCase) || message.Contains("PLEG", StringComparison.Ordinal));

    /// <summary>It never got its network.</summary>
    public bool NetworkMissing => Unjoined && Condition?.Message?.Contains("cni plugin not initialized", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>What is remembered of one node, while it is there and a little longer.</summary>
internal sealed class NodeMemory(string name, string group, Moment first)
{
    public string Name => name;

    public string Group => group;

    public Moment First => first;

    public bool EverReady { get; set; }

    /// <summary>It failed before anybody planned to take it away; that ends when it is well.</summary>
    public bool Failed { get; set; }

    public NodeWord Word { get; set; } = NodeWord.Ready;

    /// <summary>When it was first seen to be bad; null when it is not.</summary>
    public Moment? BadAt { get; set; }

    /// <summary>The pods that were on it then, by workload.</summary>
    public IReadOnlyDictionary<Resource, string[]> Pods { get; set; } = NoPods;

    /// <summary>When it was seen to be gone.</summary>
    public Moment? Gone { get; set; }

    public static readonly IReadOnlyDictionary<Resource, string[]> NoPods = new Dictionary<Resource, string[]>();
}
