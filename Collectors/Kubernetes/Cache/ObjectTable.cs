using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Takes one kind of object into the state.</summary>
internal interface IIntake<in T>
{
    /// <param name="first">Whether the first complete list brings it: it may have been so for long.</param>
    void Put(T item, Moment at, bool first);

    /// <summary>It is gone. Called with the uid that was there.</summary>
    void Gone(ObjectKey key, string uid, Moment at);

    /// <summary>A complete list is in.</summary>
    void Listed(Moment at)
    {
    }
}

/// <summary>
/// Makes lists and watch events into changes: what was told before is skipped, what a complete list does not name is gone,
/// and another uid under the same name is another object.
/// </summary>
internal sealed class ObjectTable<T>(Lock gate, TimeProvider time, IIntake<T> intake) : IObjectSink<T>
    where T : class, IKubernetesObject
{
    private readonly Dictionary<ObjectKey, (string Uid, string Version)> _known = [];
    private bool _listed;

    public void Replace(IReadOnlyList<T> items)
    {
        lock (gate)
        {
            var at = Moment.Of(time);
            var gone = new HashSet<ObjectKey>(_known.Keys);
            foreach (var item in items)
            {
                gone.Remove(Key(item));
                Put(item, at);
            }

            foreach (var key in gone)
                Remove(key, at);
            _listed = true;
            intake.Listed(at);
        }
    }

    public void Apply(WatchKind kind, T item)
    {
        lock (gate)
        {
            var at = Moment.Of(time);
            if (kind == WatchKind.Deleted)
                Remove(Key(item), at);
            else
                Put(item, at);
        }
    }

    private void Put(T item, Moment at)
    {
        var key = Key(item);
        var now = (item.Metadata.Uid, item.Metadata.ResourceVersion);
        if (_known.TryGetValue(key, out var before))
        {
            if (before == now && now.ResourceVersion.Length > 0)
                return;
            if (before.Uid != now.Uid)
                intake.Gone(key, before.Uid, at);
        }

        _known[key] = now;
        intake.Put(item, at, !_listed);
    }

    private void Remove(ObjectKey key, Moment at)
    {
        if (_known.Remove(key, out var before))
            intake.Gone(key, before.Uid, at);
    }

    private static ObjectKey Key(T item) => new(item.Metadata.Namespace, item.Metadata.Name);
}
