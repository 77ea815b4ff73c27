using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Any object of the Kubernetes API, slim: only what Watch reads. Unknown members are skipped without cost.</summary>
public interface IKubernetesObject
{
    ObjectMeta Metadata { get; }
}

/// <summary>The parts of <c>metadata</c> that Watch reads. What is missing or null is empty.</summary>
public sealed record ObjectMeta
{
    private static readonly IReadOnlyDictionary<string, string> NoWords = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    // After the empty words, which it holds.
    internal static readonly ObjectMeta None = new();

    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";
    public string ResourceVersion { get; init => field = value ?? ""; } = "";
    public long Generation { get; init; }
    public DateTimeOffset? CreationTimestamp { get; init; }
    public DateTimeOffset? DeletionTimestamp { get; init; }

    [JsonConverter(typeof(WordsConverter))]
    public IReadOnlyDictionary<string, string> Labels { get; init => field = value ?? NoWords; } = NoWords;

    /// <summary>Without values longer than 1 KiB, and without the copies of whole objects that kubectl leaves.</summary>
    [JsonConverter(typeof(WordsConverter))]
    public IReadOnlyDictionary<string, string> Annotations { get; init => field = value ?? NoWords; } = NoWords;

    public IReadOnlyList<OwnerReference> OwnerReferences { get; init => field = value.Sound(); } = [];

    /// <summary>The owner that controls this object, or null.</summary>
    [JsonIgnore]
    public OwnerReference? Controller
    {
        get
        {
            foreach (var owner in OwnerReferences)
            {
                if (owner.Controller)
                    return owner;
            }

            return null;
        }
    }
}

/// <summary>Who owns an object.</summary>
public sealed record OwnerReference
{
    [JsonConverter(typeof(Interned))]
    public string Kind { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";
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
