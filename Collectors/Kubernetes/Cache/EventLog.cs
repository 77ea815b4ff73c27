using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>An event with the times at which it was seen to happen: its object keeps only the last.</summary>
public sealed class EventEntry
{
    private const int Kept = 5;

    private readonly List<DateTimeOffset> _times = new(1);

    internal EventEntry(KubeEvent first) => Event = first;

    public KubeEvent Event { get; private set; }

    /// <summary>The last five occurrences, oldest first, as far as they were seen.</summary>
    public IReadOnlyList<DateTimeOffset> Times => _times;

    /// <returns>False when it is an old state told again, as a watch that starts in the past does.</returns>
    internal bool Update(KubeEvent next)
    {
        if (_times.Count > 0 && (next.Time < _times[^1] || (next.Time == _times[^1] && next.Occurrences <= Event.Occurrences)))
            return false;
        Event = next;
        if (next.Time is { } time && (_times.Count == 0 || _times[^1] != time))
        {
            if (_times.Count == Kept)
                _times.RemoveAt(0);
            _times.Add(time);
        }

        return true;
    }
}

/// <summary>The newest events, by the uid of the object that they are about. Bounded: the oldest make room.</summary>
public sealed class EventLog(int most = 20_000)
{
    private static readonly IReadOnlyList<EventEntry> None = [];

    private readonly Dictionary<string, List<EventEntry>> _byObject = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventEntry> _byUid = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Events about one object, in the order in which they appeared first.</summary>
    public IReadOnlyList<EventEntry> About(string uid) => _byObject.TryGetValue(uid, out var events) ? events : None;

    /// <returns>Whether it says anything new.</returns>
    internal bool Put(KubeEvent next)
    {
        if (_byUid.TryGetValue(next.Metadata.Uid, out var known))
            return known.Update(next);
        var entry = new EventEntry(next);
        entry.Update(next);
        _byUid[next.Metadata.Uid] = entry;
        _order.Enqueue(next.Metadata.Uid);
        if (!_byObject.TryGetValue(next.InvolvedObject.Uid, out var events))
            _byObject[next.InvolvedObject.Uid] = events = new List<EventEntry>(1);
        events.Add(entry);
        while (_byUid.Count > most && _order.TryDequeue(out var oldest))
            Remove(oldest);
        while (_order.TryPeek(out var front) && !_byUid.ContainsKey(front))
            _order.Dequeue();
        return true;
    }

    internal void Remove(string uid)
    {
        if (!_byUid.Remove(uid, out var entry))
            return;
        var about = entry.Event.InvolvedObject.Uid;
        if (_byObject.TryGetValue(about, out var events) && events.Remove(entry) && events.Count == 0)
            _byObject.Remove(about);
    }
}
