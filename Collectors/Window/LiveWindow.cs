using System.Threading.Channels;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>
/// The newest of everything: values, facts, and how well each stream is known. Collectors write from several threads; the
/// engine takes frozen pictures. Values and facts that are news also go to the recorder, oldest dropped when it lags.
/// </summary>
public sealed class LiveWindow : IWindowWriter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly StaleLadder _ladder;
    private readonly Dictionary<Resource, ResourceValues> _values = [];
    private readonly Dictionary<(Scope, string), StreamState> _streams = [];
    private readonly HashSet<Resource> _touched = [];
    private readonly FactRing _facts;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<Sample> _samples;
    private readonly Channel<Fact> _newFacts;

    private IReadOnlyDictionary<Resource, ResourceValues>? _frozenValues;
    private IReadOnlyDictionary<(Scope, string), IReadOnlyList<Resource>>? _frozenResources;
    private IReadOnlyDictionary<Resource, Fact[]>? _frozenFacts;
    private IReadOnlyDictionary<(Scope, string), StreamState>? _frozenStreams;
    private long _dropped;

    /// <param name="facts">How many facts are kept at most.</param>
    /// <param name="factAge">How long a fact is kept; a day when null.</param>
    /// <param name="queue">How many values and facts wait for the recorder at most.</param>
    public LiveWindow(TimeProvider time, StaleLadder? ladder = null, int facts = 20_000, TimeSpan? factAge = null, int queue = 100_000)
    {
        _time = time;
        _ladder = ladder ?? new StaleLadder();
        _facts = new FactRing(factAge ?? TimeSpan.FromHours(24), facts);
        var options = new BoundedChannelOptions(queue) { FullMode = BoundedChannelFullMode.DropOldest };
        _samples = Channel.CreateBounded<Sample>(options, _ => Interlocked.Increment(ref _dropped));
        _newFacts = Channel.CreateBounded<Fact>(options, _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Values that are news, in the order in which they came.</summary>
    public ChannelReader<Sample> NewSamples => _samples.Reader;

    /// <summary>Facts that are news.</summary>
    public ChannelReader<Fact> NewFacts => _newFacts.Reader;

    /// <summary>How many values and facts the recorder was too slow for.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Put(Resource resource, string projection, IReadOnlyList<Sample> samples) => Put(resource, [(projection, samples)]);

    public void Put(Resource resource, IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> projections)
    {
        lock (_gate)
        {
            var known = _values.TryGetValue(resource, out var before);
            var after = projections.Aggregate(before ?? ResourceValues.None, (values, one) => values.With(one.Projection, one.Samples));
            if (known && ReferenceEquals(before, after))
                return;
            _values[resource] = after;
            _frozenValues = null;
            if (!known)
                _frozenResources = null;
            foreach (var sample in projections.SelectMany(one => one.Samples))
            {
                if (before?.Find(sample.Signal)?.Value.Equals(sample.Value) != true)
                    _samples.Writer.TryWrite(sample);
            }

            Touch(resource);
        }
    }

    public void Remove(Resource resource)
    {
        lock (_gate)
        {
            if (!_values.Remove(resource))
                return;
            _frozenValues = null;
            _frozenResources = null;
            Touch(resource);
        }
    }

    public void Put(Fact fact)
    {
        lock (_gate)
        {
            if (!_facts.Add(fact, _time.GetUtcNow()))
                return;
            _frozenFacts = null;
            _newFacts.Writer.TryWrite(fact);
            Touch(fact.Resource);
        }
    }

    public void Alive(Scope scope, string stream, TimeSpan interval) => Alive(scope, stream, interval, Moment.Of(_time));

    public void Alive(Scope scope, string stream, TimeSpan interval, Moment at) =>
        Change(scope, stream, (state, _) => state with { Alive = state.Alive is { } known && known.Mono > at.Mono ? known : at, Interval = interval, Failure = null });

    public void Failed(Scope scope, string stream, UnknownCause cause, string source, string message) =>
        Change(scope, stream, (state, now) => state with { Failure = new Unknown(cause, source, message, (state.Alive ?? state.First).Wall) });

    public void Complete(Scope scope, string stream)
    {
        Change(scope, stream, (state, _) => state with { Complete = true });
        _wake.Writer.TryWrite(true);
    }

    /// <summary>A picture that nothing changes any more.</summary>
    public FrozenSignals Freeze(Moment now)
    {
        lock (_gate)
        {
            _frozenValues ??= new Dictionary<Resource, ResourceValues>(_values);
            _frozenResources ??= _values.Keys.GroupBy(resource => (resource.Scope, resource.Kind))
                .ToDictionary(group => group.Key, group => (IReadOnlyList<Resource>)[.. group]);
            _frozenFacts ??= _facts.Copy();
            _frozenStreams ??= new Dictionary<(Scope, string), StreamState>(_streams);
            return new FrozenSignals(now, _frozenValues, _frozenResources, _frozenFacts, _frozenStreams, _ladder);
        }
    }

    /// <summary>
    /// A picture, and what has other values in it than in the last one taken so. Both at once: what is touched between the two
    /// would be judged by its old values, and its new ones by nobody.
    /// </summary>
    public (FrozenSignals Signals, IReadOnlyCollection<Resource> Touched) Take(Moment now)
    {
        lock (_gate)
            return (Freeze(now), TakeTouched());
    }

    /// <summary>What has other values or facts than at the last call, or is gone since.</summary>
    public IReadOnlyCollection<Resource> TakeTouched()
    {
        lock (_gate)
        {
            if (_touched.Count == 0)
                return [];
            var taken = _touched.ToArray();
            _touched.Clear();
            return taken;
        }
    }

    /// <summary>Waits until there is news; news since the last call counts. For one reader.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await _wake.Reader.ReadAsync(cancellation);

    private void Touch(Resource resource)
    {
        _touched.Add(resource);
        _wake.Writer.TryWrite(true);
    }

    private void Change(Scope scope, string stream, Func<StreamState, Moment, StreamState> change)
    {
        lock (_gate)
        {
            var now = Moment.Of(_time);
            var before = _streams.GetValueOrDefault((scope, stream)) ?? new StreamState(now, null, TimeSpan.Zero, false, null);
            _streams[(scope, stream)] = change(before, now);
            _frozenStreams = null;
        }
    }
}
