namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>What happened to an object.</summary>
public enum ChangeType
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One entry of the history that watches are served from.</summary>
/// <param name="Version">The resourceVersion of the change; for a deletion it is newer than that of the object before.</param>
/// <param name="Before">The version that it replaced, or null.</param>
public sealed record Change(long Version, ChangeType Type, StoredObject Object, StoredObject? Before)
{
    /// <summary>What a watch with a selector reports of it: an object that leaves the selection is deleted for it, one that enters is added.</summary>
    public ChangeType? SeenThrough(Selector selector)
    {
        var now = Type != ChangeType.Deleted && selector.Matches(Object);
        var then = Before is not null && selector.Matches(Before);
        return (then, now) switch
        {
            (false, true) => ChangeType.Added,
            (true, true) => ChangeType.Modified,
            (true, false) => ChangeType.Deleted,
            _ => null,
        };
    }
}

/// <summary>Everything of one kind at one moment, in the order of the keys.</summary>
public sealed record Snapshot(long Version, IReadOnlyList<StoredObject> Items);

/// <summary>Changes after a version. Null: the history does not reach back that far (HTTP 410).</summary>
/// <param name="Floor">The oldest version that a watch can start from.</param>
public sealed record History(IReadOnlyList<Change>? Changes, long Version, long Floor);
