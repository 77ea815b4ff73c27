using System.Collections.Immutable;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Remembers what ConfigMaps were: hashes for all, values only where a namespace agreed.</summary>
/// <param name="optedIn">Whether values of a namespace may be kept; null when that is not known yet.</param>
public sealed class ConfigMapLog(ValueKeeper keeper, Func<string, bool?> optedIn)
{
    private const int Kept = 20;

    private static readonly TimeSpan Undecidable = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt", "cluster-autoscaler-status", "aws-auth",
    };

    private readonly Dictionary<ObjectKey, ConfigMapRecord> _records = [];
    private readonly Dictionary<ObjectKey, (ConfigMap Map, TimeSpan Since)> _undecided = [];

    /// <summary>Whether a ConfigMap of this name says nothing about any workload.</summary>
    public static bool IsNoise(string name) => Noise.Contains(name);

    /// <summary>What is known of a ConfigMap, also of one that was deleted in the last day; else null.</summary>
    public ConfigMapRecord? this[ObjectKey key] => _records.GetValueOrDefault(key);

    /// <returns>Whether the data is not what it was.</returns>
    public bool Put(ConfigMap map, Moment at)
    {
        if (IsNoise(map.Meta.Name) || map.Meta.Annotations.ContainsKey("control-plane.alpha.kubernetes.io/leader"))
            return false;
        var key = new ObjectKey(map.Meta.Namespace, map.Meta.Name);
        var before = _records.GetValueOrDefault(key);
        var hashes = Hashes(map);
        var same = before is { DeletedAt: null } && before.Newest.Uid == map.Meta.Uid && SameHashes(before.Newest.Hashes, hashes);
        var versions = before?.Versions ?? [];
        if (!same)
            versions = versions.Add(Version(map, before?.Newest, hashes, key, at));
        if (versions.Count > Kept)
            versions = versions.RemoveAt(0);
        _records[key] = new ConfigMapRecord(key, map.Meta.CreationTimestamp, map.Immutable ?? false, versions, null);
        return !same;
    }

    /// <returns>Whether it was there.</returns>
    public bool Delete(ObjectKey key, Moment at)
    {
        _undecided.Remove(key);
        if (!_records.TryGetValue(key, out var record) || record.DeletedAt is not null)
            return false;
        _records[key] = record with { DeletedAt = at.Wall };
        return true;
    }

    /// <summary>Settles what waited to know whether its namespace opted in; what waits too long is let go without values.</summary>
    public void Settle(Moment now)
    {
        if (_undecided.Count == 0)
            return;
        foreach (var (key, (map, since)) in _undecided.ToArray())
        {
            var decided = optedIn(key.Namespace);
            if (decided is null && now.Mono - since < Undecidable)
                continue;
            _undecided.Remove(key);
            if (decided is true && _records.TryGetValue(key, out var record))
                _records[key] = record with { Versions = record.Versions.SetItem(record.Versions.Count - 1, record.Newest with { Values = Values(map) }) };
        }
    }

    /// <summary>Lets go of what was deleted more than a day ago.</summary>
    public void ForgetDeleted(Moment now)
    {
        foreach (var record in _records.Values.Where(record => now.Wall - record.DeletedAt > Remembered).ToArray())
            _records.Remove(record.Key);
    }

    private ConfigMapVersion Version(ConfigMap map, ConfigMapVersion? before, Dictionary<string, UInt128> hashes, ObjectKey key, Moment at)
    {
        var writer = map.Meta.ManagedFields.Where(field => field.HasData && field.Time is not null).MaxBy(field => field.Time);
        if (writer is not null && before is not null && writer.Time <= before.ChangedAt && before.Uid == map.Meta.Uid)
            writer = null;
        var lastHand = writer ?? map.Meta.ManagedFields.Where(field => field.Time >= at.Wall - TimeSpan.FromSeconds(10)).MaxBy(field => field.Time);
        var decided = optedIn(key.Namespace);
        if (decided is null)
            _undecided[key] = (map, at.Mono);
        else
            _undecided.Remove(key);
        return new ConfigMapVersion(
            map.Meta.Uid,
            map.Meta.ResourceVersion,
            at.Wall,
            writer?.Time ?? (before is null ? map.Meta.CreationTimestamp : null) ?? at.Wall,
            lastHand?.Manager ?? "",
            map.Data.Values.Concat(map.BinaryData.Values).Sum(value => (long)(value?.Length ?? 0)),
            hashes,
            decided is true ? Values(map) : null,
            [.. writer?.Fields?.Data ?? [], .. writer?.Fields?.BinaryData ?? []]);
    }

    private Dictionary<string, UInt128> Hashes(ConfigMap map)
    {
        var hashes = new Dictionary<string, UInt128>(map.Data.Count + map.BinaryData.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map.Data)
            hashes[key] = keeper.Hash(value ?? "");
        foreach (var (key, value) in map.BinaryData)
            hashes[key] = keeper.Hash(value ?? "");
        return hashes;
    }

    private Dictionary<string, KeptValue> Values(ConfigMap map) =>
        map.Data.ToDictionary(pair => pair.Key, pair => keeper.Keep(pair.Key, pair.Value ?? ""), StringComparer.Ordinal);

    private static bool SameHashes(IReadOnlyDictionary<string, UInt128> left, Dictionary<string, UInt128> right) =>
        left.Count == right.Count && right.All(pair => left.TryGetValue(pair.Key, out var hash) && hash == pair.Value);
}
