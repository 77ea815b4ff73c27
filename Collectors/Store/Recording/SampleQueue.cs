using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>
/// Samples that wait for the store, oldest first, at most <paramref name="capacity"/>. A batch that was taken stays first
/// in line until it is accepted. Past the bound the oldest that is not just being written is dropped and counted.
/// Safe to call from several threads; one of them takes.
/// </summary>
internal sealed class SampleQueue(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<Sample> _waiting = new();
    private Sample[] _batch = [];
    private int _batchStart;
    private bool _writing;
    private long _dropped;
    private Gap? _gap;

    public int Count
    {
        get
        {
            lock (_lock)
                return Held;
        }
    }

    /// <summary>Samples dropped since the start.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
                return _dropped;
        }
    }

    /// <summary>The gap that grows now; null while nothing was dropped since the last accepted batch.</summary>
    public Gap? OpenGap
    {
        get
        {
            lock (_lock)
                return _gap;
        }
    }

    private int Held => _batch.Length - _batchStart + _waiting.Count;

    /// <returns>How many are held now.</returns>
    public int Add(Sample sample)
    {
        lock (_lock)
        {
            if (Held >= capacity)
                DropOldest();
            _waiting.Enqueue(sample);
            return Held;
        }
    }

    /// <summary>The next batch: the one that failed before, or up to <paramref name="most"/> that wait. Empty when there is none.</summary>
    public IReadOnlyList<Sample> Take(int most)
    {
        lock (_lock)
        {
            if (_batchStart == _batch.Length)
            {
                _batch = new Sample[Math.Min(most, _waiting.Count)];
                _batchStart = 0;
                for (var i = 0; i < _batch.Length; i++)
                    _batch[i] = _waiting.Dequeue();
            }
            _writing = true;
            return new ArraySegment<Sample>(_batch, _batchStart, _batch.Length - _batchStart);
        }
    }

    /// <summary>The batch that was taken is on disk.</summary>
    /// <returns>The gap that ended with it, if any.</returns>
    public Gap? Accepted()
    {
        lock (_lock)
        {
            _batch = [];
            _batchStart = 0;
            _writing = false;
            var gap = _gap;
            _gap = null;
            return gap;
        }
    }

    /// <summary>The batch that was taken was not stored; it is first in line again.</summary>
    public void Refused()
    {
        lock (_lock)
            _writing = false;
    }

    private void DropOldest()
    {
        Sample oldest;
        if (!_writing && _batchStart < _batch.Length)
            oldest = _batch[_batchStart++];
        else if (!_waiting.TryDequeue(out oldest!))
            return;
        _dropped++;
        _gap = Gap.Widen(_gap, oldest.Time);
    }
}
