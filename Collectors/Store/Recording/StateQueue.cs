using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>Things of one kind that wait for the store.</summary>
internal interface IWaiting<T>
{
    /// <summary>All that wait, oldest first; they stay until they are removed.</summary>
    IReadOnlyList<T> Peek();

    /// <summary>Takes away what was stored; what came since stays.</summary>
    void Remove(IReadOnlyList<T> stored);
}

/// <summary>What waits for the state store.</summary>
internal sealed class StateQueue(int most)
{
    private readonly NewestPhases _phases = new();
    private readonly BoundedList<Fact> _facts = new(most);
    private readonly BoundedList<VerdictChange> _changes = new(most);

    public IWaiting<StoredPhase> Phases => _phases;

    public IWaiting<Fact> Facts => _facts;

    public IWaiting<VerdictChange> Changes => _changes;

    public int Count => _phases.Peek().Count + _facts.Count + _changes.Count;

    public long Dropped => _facts.Dropped + _changes.Dropped;

    public void Add(StoredPhase phase) => _phases.Add(phase);

    public void Add(Fact fact) => _facts.Add(fact);

    public void Add(VerdictChange change) => _changes.Add(change);

    /// <summary>One phase per scenario and resource, so it is bounded by what is judged.</summary>
    private sealed class NewestPhases : IWaiting<StoredPhase>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<(int, Resource), StoredPhase> _newest = [];

        public void Add(StoredPhase phase)
        {
            lock (_lock)
                _newest[(phase.Scenario, phase.Resource)] = phase;
        }

        public IReadOnlyList<StoredPhase> Peek()
        {
            lock (_lock)
                return [.. _newest.Values];
        }

        public void Remove(IReadOnlyList<StoredPhase> stored)
        {
            lock (_lock)
            {
                foreach (var phase in stored)
                {
                    if (_newest.TryGetValue((phase.Scenario, phase.Resource), out var newest) && ReferenceEquals(newest, phase))
                        _newest.Remove((phase.Scenario, phase.Resource));
                }
            }
        }
    }

    /// <summary>Past the bound the oldest are dropped and counted.</summary>
    private sealed class BoundedList<T>(int most) : IWaiting<T>
        where T : class
    {
        private readonly Lock _lock = new();
        private readonly Queue<T> _items = new();
        private long _dropped;

        public int Count
        {
            get
            {
                lock (_lock)
                    return _items.Count;
            }
        }

        public long Dropped
        {
            get
            {
                lock (_lock)
                    return _dropped;
            }
        }

        public void Add(T item)
        {
            lock (_lock)
            {
                if (_items.Count >= most)
                {
                    _items.Dequeue();
                    _dropped++;
                }
                _items.Enqueue(item);
            }
        }

        public IReadOnlyList<T> Peek()
        {
            lock (_lock)
                return [.. _items];
        }

        public void Remove(IReadOnlyList<T> stored)
        {
            lock (_lock)
            {
                // Some may have been dropped while they were written: those at the head that are still ours go.
                foreach (var item in stored)
                {
                    if (_items.TryPeek(out var head) && ReferenceEquals(head, item))
                        _items.Dequeue();
                }
            }
        }
    }
}
