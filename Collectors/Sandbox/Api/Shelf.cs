using System.Collections.Immutable;

namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>The objects of one kind, and their latest changes. Guarded by the store's lock.</summary>
internal sealed class Shelf(int capacity)
{
    private readonly List<Change> _history = [];
    private readonly Pulse _pulse = new();

    public ImmutableSortedDictionary<string, StoredObject> Items { get; private set; } = ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    /// <summary>Watches from an older version than this get 410.</summary>
    public long Floor { get; private set; }

    public Task NextChangeAsync() => _pulse.NextAsync();

    public long Last => _history.Count > 0 ? _history[^1].Version : Floor;

    public void Apply(Change change)
    {
        Items = change.Type == ChangeType.Deleted ? Items.Remove(change.Object.Key) : Items.SetItem(change.Object.Key, change.Object);
        _history.Add(change);
        if (_history.Count > capacity * 2)
            Forget(_history.Count - capacity);
        _pulse.Beat();
    }

    /// <summary>Forgets what is older than now, as an API server does when it starts again.</summary>
    public void Compact(long version)
    {
        _history.Clear();
        Floor = version;
    }

    public IReadOnlyList<Change>? Since(long version)
    {
        if (version < Floor)
            return null;
        var first = _history.FindIndex(change => change.Version > version);
        return first < 0 ? [] : _history.GetRange(first, _history.Count - first);
    }

    private void Forget(int count)
    {
        Floor = _history[count - 1].Version;
        _history.RemoveRange(0, count);
    }
}
