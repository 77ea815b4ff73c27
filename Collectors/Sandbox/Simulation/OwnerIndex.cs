using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>Who is controlled by whom.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<(ApiKind Kind, string Owner), SortedSet<string>> _owned = [];

    public IEnumerable<string> Keys(ApiKind kind, string owner) => _owned.TryGetValue((kind, owner), out var keys) ? keys : [];

    public void Apply(Change change)
    {
        if (change.Object.Json.Items("metadata", "ownerReferences").FirstOrDefault()?.Text("uid") is not { } owner)
            return;
        var slot = (change.Object.Kind, owner);
        if (change.Type == ChangeType.Deleted)
        {
            if (_owned.TryGetValue(slot, out var keys) && keys.Remove(change.Object.Key) && keys.Count == 0)
                _owned.Remove(slot);
            return;
        }

        if (!_owned.TryGetValue(slot, out var owned))
            _owned[slot] = owned = new SortedSet<string>(StringComparer.Ordinal);
        owned.Add(change.Object.Key);
    }
}
