using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>A change of a ConfigMap's data.</summary>
/// <param name="Style"><c>in-place</c>, <c>created</c>, <c>deleted</c> or <c>hashed</c>.</param>
/// <param name="Keys">Changed, in order; empty when it is not known which.</param>
/// <param name="Before">Null when it is not known.</param>
/// <param name="After">Null when it was deleted.</param>
/// <param name="Previous">The name of the ConfigMap that was used before, for <c>hashed</c>.</param>
public sealed record ConfigMapChange(
    ObjectKey Key,
    string Style,
    IReadOnlyList<string> Keys,
    DateTimeOffset At,
    string Manager,
    ConfigMapVersion? Before,
    ConfigMapVersion? After,
    string? Previous = null)
{
    public const string InPlace = "in-place";
    public const string Created = "created";
    public const string Deleted = "deleted";
    public const string Hashed = "hashed";
}

/// <summary>Reads changes out of what is remembered of a ConfigMap. Labels and annotations make none.</summary>
public static class ConfigMapHistory
{
    private const int NoisyPerHour = 6;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>All known changes, oldest first.</summary>
    public static IReadOnlyList<ConfigMapChange> Of(ConfigMapRecord record)
    {
        var changes = new List<ConfigMapChange>(record.Versions.Count) { First(record) };
        for (var index = 1; index < record.Versions.Count; index++)
        {
            var (before, after) = (record.Versions[index - 1], record.Versions[index]);
            var style = before.Uid == after.Uid ? ConfigMapChange.InPlace : ConfigMapChange.Created;
            changes.Add(new ConfigMapChange(record.Key, style, Differ(before, after), after.ChangedAt, after.Manager, before, after));
        }

        if (record.DeletedAt is { } gone)
            changes.Add(new ConfigMapChange(record.Key, ConfigMapChange.Deleted, Sorted(record.Newest.Hashes.Keys), gone, "", record.Newest, null));
        return changes;
    }

    /// <summary>Whether it changes so often that a change says nothing: more than six times an hour.</summary>
    public static bool IsNoisy(ConfigMapRecord record, DateTimeOffset now) =>
        record.Versions.Count > NoisyPerHour && record.Versions.Count(version => now - version.ChangedAt < TimeSpan.FromHours(1)) > NoisyPerHour;

    /// <summary>The keys whose values differ, in order.</summary>
    public static IReadOnlyList<string> Differ(ConfigMapVersion before, ConfigMapVersion after) =>
        Sorted(before.Hashes.Keys.Union(after.Hashes.Keys, StringComparer.Ordinal)
            .Where(key => !before.Hashes.TryGetValue(key, out var old) || !after.Hashes.TryGetValue(key, out var next) || old != next));

    /// <summary>The first known state: the managed fields tell when it came about, and which keys its writer wrote.</summary>
    private static ConfigMapChange First(ConfigMapRecord record)
    {
        var first = record.Versions[0];
        var isCreation = record.Versions.Exists(version => version.Uid != first.Uid) || first.ChangedAt <= record.Created + Settling;
        return isCreation
            ? new ConfigMapChange(record.Key, ConfigMapChange.Created, Sorted(first.Hashes.Keys), first.ChangedAt, first.Manager, null, first)
            : new ConfigMapChange(record.Key, ConfigMapChange.InPlace, Sorted(first.ManagedKeys.Where(first.Hashes.ContainsKey)), first.ChangedAt, first.Manager, null, first);
    }

    private static string[] Sorted(IEnumerable<string> keys) => [.. keys.Order(StringComparer.Ordinal)];
}
