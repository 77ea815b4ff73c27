using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Objects of one kind that need no index of their own: there are few, and a projection looks at all of them.</summary>
public sealed class Shelf<T> : IIntake<T>
    where T : class, IKubernetesObject
{
    private readonly Dictionary<ObjectKey, T> _items = [];

    public IReadOnlyCollection<T> All => _items.Values;

    /// <summary>Grows with each change, so that a projection can tell whether there is news.</summary>
    public long Version { get; private set; }

    /// <summary>When the newest complete list came; null before the first. What a polled list shows is as old as this.</summary>
    public Moment? ListedAt { get; private set; }

    public T? Find(string @namespace, string name) => _items.GetValueOrDefault(new ObjectKey(@namespace, name));

    void IIntake<T>.Put(T item, Moment at, bool first)
    {
        _items[new ObjectKey(item.Metadata.Namespace, item.Metadata.Name)] = item;
        Version++;
    }

    void IIntake<T>.Gone(ObjectKey key, string uid, Moment at)
    {
        _items.Remove(key);
        Version++;
    }

    void IIntake<T>.Listed(Moment at) => ListedAt = at;
}
