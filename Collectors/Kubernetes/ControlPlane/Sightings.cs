using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>Remembers since when each of some things has been so without a break.</summary>
internal sealed class Sightings<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Moment> _since = [];

    /// <summary>Takes in what is so now, and returns what has been so for at least that long, the oldest first.</summary>
    public IReadOnlyList<(TKey Key, Moment Since)> Lasting(IEnumerable<TKey> now, TimeSpan least, Moment at)
    {
        var seen = now.ToHashSet();
        foreach (var over in _since.Keys.Where(key => !seen.Contains(key)).ToList())
            _since.Remove(over);
        foreach (var key in seen)
            _since.TryAdd(key, at);
        return [.. _since.Where(pair => at.Mono - pair.Value.Mono >= least).OrderBy(pair => pair.Value.Mono).Select(pair => (pair.Key, pair.Value))];
    }
}
