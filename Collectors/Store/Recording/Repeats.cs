using System.Collections.Concurrent;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>
/// A value that does not change is offered once and then never again; written once a minute, it makes a line instead of a
/// hole. Only what the live window vouches for at that moment is repeated: a series that is gone or stale has a hole,
/// and that is the truth.
/// </summary>
internal sealed class Repeats(int most)
{
    private readonly ConcurrentDictionary<(Signal Signal, Resource Resource), DateTimeOffset> _written = new();
    private int _count;

    /// <summary>Remembers that a series was written; past the bound a new series is not repeated.</summary>
    public void Saw(Sample sample)
    {
        var key = (sample.Signal, sample.Resource);
        if (_written.ContainsKey(key))
            _written[key] = sample.Time;
        else if (Volatile.Read(ref _count) < most && _written.TryAdd(key, sample.Time))
            Interlocked.Increment(ref _count);
    }

    /// <summary>The series that were not written for <paramref name="every"/>, with the value that they have now. Forgets those that have none.</summary>
    public IEnumerable<Sample> Due(ISignals picture, TimeSpan every)
    {
        var now = picture.Now.Wall;
        foreach (var ((signal, resource), at) in _written)
        {
            // A wall clock that was set back makes every series due, rather than none for an hour.
            if (now >= at && now - at < every)
                continue;
            var reading = picture.Read(signal, resource);
            if (reading.Value is not { } value)
                Forget((signal, resource));
            else if (reading.Coverage.Freshness <= Freshness.Aging)
                yield return new Sample(signal, resource, now, value);
        }
    }

    private void Forget((Signal, Resource) key)
    {
        if (_written.TryRemove(key, out _))
            Interlocked.Decrement(ref _count);
    }
}
