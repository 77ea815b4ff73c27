using System.Globalization;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>The objects of one simulated cluster, their versions and a bounded history. Safe to call from several threads.</summary>
public sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ApiKind, Shelf> _shelves;
    private long _version = 1000;

    /// <param name="history">Changes per kind that are certainly remembered; twice as many at most.</param>
    public ObjectStore(int history = 1024) => _shelves = ApiKinds.All.ToDictionary(kind => kind, _ => new Shelf(history));

    /// <summary>Called after every change, on the thread that made it.</summary>
    internal Action<Change>? OnChange { get; set; }

    /// <summary>The newest resourceVersion.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    public Snapshot Read(ApiKind kind)
    {
        lock (_lock)
            return new Snapshot(_version, [.. _shelves[kind].Items.Values]);
    }

    public StoredObject? Find(ApiKind kind, string @namespace, string name) => Find(kind, StoredObject.KeyOf(@namespace, name));

    internal StoredObject? Find(ApiKind kind, string key)
    {
        lock (_lock)
            return _shelves[kind].Items.GetValueOrDefault(key);
    }

    /// <summary>Changes of one kind after a version.</summary>
    public History Since(ApiKind kind, long version)
    {
        lock (_lock)
            return new History(_shelves[kind].Since(version), _version, _shelves[kind].Floor);
    }

    /// <summary>Ends when the kind has changed after that version; at once when it has already.</summary>
    public Task ChangedAfterAsync(ApiKind kind, long version)
    {
        lock (_lock)
            return _shelves[kind].Last > version ? Task.CompletedTask : _shelves[kind].NextChangeAsync();
    }

    /// <summary>Forgets all history, so that every watch from an older version gets 410.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _version++;
            foreach (var shelf in _shelves.Values)
                shelf.Compact(_version);
        }
    }

    /// <summary>Adds or replaces an object and gives it the next resourceVersion. The JSON belongs to the store afterwards.</summary>
    internal StoredObject Put(ApiKind kind, JsonObject json)
    {
        Change change;
        lock (_lock)
        {
            json.Child("metadata")["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            var stored = new StoredObject(kind, json, _version);
            var before = _shelves[kind].Items.GetValueOrDefault(stored.Key);
            change = new Change(_version, before is null ? ChangeType.Added : ChangeType.Modified, stored, before);
            _shelves[kind].Apply(change);
        }

        OnChange?.Invoke(change);
        return change.Object;
    }

    /// <summary>Takes an object away; nothing happens when it is not there.</summary>
    internal void Remove(ApiKind kind, string key)
    {
        Change change;
        lock (_lock)
        {
            if (!_shelves[kind].Items.TryGetValue(key, out var before))
                return;
            var json = (JsonObject)before.Json.DeepClone();
            json.Child("metadata")["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            change = new Change(_version, ChangeType.Deleted, new StoredObject(kind, json, _version), before);
            _shelves[kind].Apply(change);
        }

        OnChange?.Invoke(change);
    }
}
