using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>
/// The window as a cluster's collector sees it. What is said of a stream waits until what the stream brought is projected: a
/// window that knew of a list, or of a return after an outage, and not yet of what came with it would call old news fresh.
/// </summary>
internal sealed class ProjectedWindow(IWindowWriter window, Func<Moment> now) : IWindowWriter
{
    private readonly Lock _gate = new();
    private Dictionary<string, StreamNews> _news = new(StringComparer.Ordinal);

    public void Put(Resource resource, string projection, IReadOnlyList<Sample> samples) => window.Put(resource, projection, samples);

    public void Put(Resource resource, IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> projections) => window.Put(resource, projections);

    public void Remove(Resource resource) => window.Remove(resource);

    public void Put(Fact fact) => window.Put(fact);

    public void Alive(Scope scope, string stream, TimeSpan interval) => Alive(scope, stream, interval, now());

    public void Alive(Scope scope, string stream, TimeSpan interval, Moment at) => Add(stream, new StreamNews(false, (at, interval), null));

    public void Failed(Scope scope, string stream, UnknownCause cause, string source, string message) => Add(stream, new StreamNews(false, null, (cause, source, message)));

    public void Complete(Scope scope, string stream) => Add(stream, new StreamNews(true, null, null));

    /// <summary>What waits, by stream. It waits no more.</summary>
    public IReadOnlyDictionary<string, StreamNews> Take()
    {
        lock (_gate)
        {
            var taken = _news;
            _news = new Dictionary<string, StreamNews>(StringComparer.Ordinal);
            return taken;
        }
    }

    /// <summary>Lets it wait again: it could not be projected.</summary>
    public void Return(IReadOnlyDictionary<string, StreamNews> taken)
    {
        lock (_gate)
        {
            foreach (var (stream, news) in taken)
                _news[stream] = _news.TryGetValue(stream, out var since) ? news.Then(since) : news;
        }
    }

    private void Add(string stream, StreamNews next)
    {
        lock (_gate)
            _news[stream] = _news.TryGetValue(stream, out var before) ? before.Then(next) : next;
    }
}

/// <summary>What is said of one stream.</summary>
/// <param name="Complete">Whether its first list came in.</param>
/// <param name="Alive">The last proof of life.</param>
/// <param name="Failed">Why it does not deliver, if that came after the last proof.</param>
internal sealed record StreamNews(bool Complete, (Moment At, TimeSpan Interval)? Alive, (UnknownCause Cause, string Source, string Message)? Failed)
{
    /// <summary>This, and then that.</summary>
    public StreamNews Then(StreamNews next) => new(Complete || next.Complete, next.Alive ?? Alive, next.Alive is null ? next.Failed ?? Failed : next.Failed);

    /// <summary>Says it, each thing with its own time.</summary>
    public void Tell(IWindowWriter window, Scope scope, string stream)
    {
        if (Alive is var (at, interval))
            window.Alive(scope, stream, interval, at);
        if (Failed is var (cause, source, message))
            window.Failed(scope, stream, cause, source, message);
        if (Complete)
            window.Complete(scope, stream);
    }
}
