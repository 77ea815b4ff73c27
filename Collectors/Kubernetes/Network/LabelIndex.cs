namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Finds what bears all labels of a selector without looking at everything: by those labels that selectors ask for.</summary>
internal sealed class LabelIndex<T>
{
    private static readonly IReadOnlyList<T> None = [];

    private readonly Dictionary<(string Key, string Value), List<T>> _items = [];
    private readonly Func<T, IReadOnlyDictionary<string, string>> _labels;

    /// <param name="keys">The labels that any selector asks for.</param>
    public LabelIndex(IEnumerable<T> items, IReadOnlyCollection<string> keys, Func<T, IReadOnlyDictionary<string, string>> labels)
    {
        _labels = labels;
        foreach (var item in items)
        {
            foreach (var key in keys)
            {
                if (!labels(item).TryGetValue(key, out var value))
                    continue;
                if (!_items.TryGetValue((key, value), out var found))
                    _items[(key, value)] = found = [];
                found.Add(item);
            }
        }
    }

    /// <summary>What bears every label of a selector that is not empty.</summary>
    public IEnumerable<T> Find(IReadOnlyDictionary<string, string> selector)
    {
        IReadOnlyList<T>? fewest = null;
        foreach (var (key, value) in selector)
        {
            IReadOnlyList<T> some = _items.TryGetValue((key, value), out var found) ? found : None;
            if (fewest is null || some.Count < fewest.Count)
                fewest = some;
        }

        return selector.Count == 1 ? fewest ?? None : (fewest ?? None).Where(item => LabelSelector.Matches(selector, _labels(item)));
    }
}
