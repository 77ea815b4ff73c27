using System.Collections.Immutable;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>A value that may be shown.</summary>
/// <param name="Text">Without what may be secret.</param>
/// <param name="Exact">Whether nothing was taken out, so that it may be written back.</param>
public sealed record KeptValue(string Text, bool Exact);

/// <summary>One state of a ConfigMap's data. Kubernetes keeps none of the old ones.</summary>
/// <param name="ObservedAt">When Watch saw it.</param>
/// <param name="ChangedAt">When it came about: by the managed fields where they say so, else when it was seen.</param>
/// <param name="Manager">Who wrote it, such as <c>kubectl-edit</c>; empty when nobody says.</param>
/// <param name="Size">Characters in all values.</param>
/// <param name="Hashes">A keyed hash of each value, good within this process only.</param>
/// <param name="Values">Null unless the namespace opted in. Binary values are never kept.</param>
/// <param name="ManagedKeys">The keys that the manager wrote, as far as it says.</param>
public sealed record ConfigMapVersion(
    string Uid,
    string ResourceVersion,
    DateTimeOffset ObservedAt,
    DateTimeOffset ChangedAt,
    string Manager,
    long Size,
    IReadOnlyDictionary<string, UInt128> Hashes,
    IReadOnlyDictionary<string, KeptValue>? Values,
    IReadOnlyList<string> ManagedKeys);

/// <summary>What is known of one ConfigMap over time.</summary>
/// <param name="Versions">The last 20 states of its data, oldest first; never empty.</param>
/// <param name="DeletedAt">When it was seen to be gone, or null.</param>
public sealed record ConfigMapRecord(
    ObjectKey Key,
    DateTimeOffset? Created,
    bool Immutable,
    ImmutableList<ConfigMapVersion> Versions,
    DateTimeOffset? DeletedAt)
{
    public ConfigMapVersion Newest => Versions[^1];
}
