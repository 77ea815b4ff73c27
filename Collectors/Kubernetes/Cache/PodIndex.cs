namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Pods by something that several of them share: a node, an image, a ConfigMap.</summary>
public sealed class PodIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, HashSet<PodEntry>> _pods = [];

    /// <summary>The pods under a key; none when there is no such key.</summary>
    public IReadOnlyCollection<PodEntry> this[TKey key] => _pods.TryGetValue(key, out var pods) ? pods : [];

    /// <summary>Moves a pod from some keys to others; keys in both stay as they are.</summary>
    internal void Move(PodEntry pod, IReadOnlyList<TKey> from, IReadOnlyList<TKey> to)
    {
        if (from.SequenceEqual(to))
            return;
        foreach (var key in from)
        {
            if (_pods.TryGetValue(key, out var pods) && pods.Remove(pod) && pods.Count == 0)
                _pods.Remove(key);
        }

        foreach (var key in to)
        {
            if (!_pods.TryGetValue(key, out var pods))
                _pods[key] = pods = [];
            pods.Add(pod);
        }
    }
}
