using System.Text.Json.Serialization.Metadata;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Any object of the Kubernetes API, slim: only what Watch reads. Unknown members are skipped without cost.</summary>
public interface IKubernetesObject
{
    ObjectMeta Metadata { get; }
}

/// <summary>The parts of <c>metadata</c> that Watch reads.</summary>
public sealed record ObjectMeta
{
    public string Name { get; init; } = "";
    public string Namespace { get; init; } = "";
    public string Uid { get; init; } = "";
    public string ResourceVersion { get; init; } = "";
    public long Generation { get; init; }
    public DateTimeOffset? CreationTimestamp { get; init; }
    public DateTimeOffset? DeletionTimestamp { get; init; }
    public IReadOnlyDictionary<string, string> Labels { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;
    public IReadOnlyList<OwnerReference> OwnerReferences { get; init; } = [];
}

/// <summary>Who owns an object.</summary>
public sealed record OwnerReference
{
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string Uid { get; init; } = "";
    public bool Controller { get; init; }
}

/// <summary>A kind of object as the API serves it.</summary>
/// <param name="Plural">Also the name of the stream: <c>pods</c>.</param>
/// <param name="Path">Of the list over all namespaces: <c>/api/v1/pods</c>, <c>/apis/apps/v1/deployments</c>.</param>
/// <param name="Group">The API group, empty for core: for the review of our own rights.</param>
/// <param name="Json">Source-generated, so that nothing is reflected over.</param>
/// <param name="FieldSelector">Passed on list and watch, or null.</param>
public sealed record ResourceType<T>(string Plural, string Path, string Group, JsonTypeInfo<T> Json, string? FieldSelector = null)
    where T : class, IKubernetesObject;

/// <summary>What a watch reports.</summary>
public enum WatchKind
{
    Added,
    Modified,
    Deleted,
}

/// <summary>Takes what list and watch deliver. Called by one task per stream, in order.</summary>
public interface IObjectSink<in T>
    where T : class, IKubernetesObject
{
    /// <summary>A complete list: what it does not name is gone.</summary>
    void Replace(IReadOnlyList<T> items);

    void Apply(WatchKind kind, T item);
}
