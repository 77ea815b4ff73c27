using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>The facts of the last day, at most so many, each once. Not safe to share.</summary>
internal sealed class FactRing(TimeSpan age, int most)
{
    private readonly Queue<Fact> _order = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<Resource, Fact[]> _byResource = [];

    /// <returns>False when it is known already or too old to matter.</returns>
    public bool Add(Fact fact, DateTimeOffset now)
    {
        if (now - fact.Time > age || !_ids.Add(fact.Id))
            return false;
        _order.Enqueue(fact);
        var before = _byResource.GetValueOrDefault(fact.Resource, []);
        _byResource[fact.Resource] = [.. before.Append(fact).OrderByDescending(one => one.Time)];
        while (_order.TryPeek(out var oldest) && (_order.Count > most || now - oldest.Time > age))
            Drop(_order.Dequeue());
        return true;
    }

    /// <summary>A copy that later facts do not change: newest first for each resource.</summary>
    public IReadOnlyDictionary<Resource, Fact[]> Copy() => new Dictionary<Resource, Fact[]>(_byResource);

    private void Drop(Fact fact)
    {
        _ids.Remove(fact.Id);
        var left = Array.FindAll(_byResource[fact.Resource], one => one.Id != fact.Id);
        if (left.Length == 0)
            _byResource.Remove(fact.Resource);
        else
            _byResource[fact.Resource] = left;
    }
}
