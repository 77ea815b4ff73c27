using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <param name="Cause">Null unless it is a failure.</param>
internal sealed record WindowCall(string What, string Stream, TimeSpan At, UnknownCause? Cause = null, string Source = "", string Message = "");

/// <summary>Remembers what a collector told the window.</summary>
internal sealed class WindowRecorder : IWindowWriter
{
    private readonly ConcurrentQueue<WindowCall> calls = new();
    private readonly long started = TimeProvider.System.GetTimestamp();

    public IReadOnlyList<WindowCall> Calls => [.. calls];

    public ConcurrentQueue<Fact> Facts { get; } = new();

    public WindowCall? LastFailure(string stream) => calls.LastOrDefault(call => call.What == "failed" && call.Stream == stream);

    public int Count(string what, string stream) => calls.Count(call => call.What == what && call.Stream == stream);

    public void Put(Resource resource, string projection, IReadOnlyList<Sample> samples) => throw new InvalidOperationException("the fetching half writes no samples");

    public void Put(Resource resource, IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> projections)
    {
        foreach (var (projection, samples) in projections)
            Put(resource, projection, samples);
    }

    public void Remove(Resource resource) => throw new InvalidOperationException("the fetching half removes no resource");

    public void Put(Fact fact) => Facts.Enqueue(fact);

    public void Alive(Scope scope, string stream, TimeSpan interval) => Add(new("alive", stream, TimeSpan.Zero));

    public void Failed(Scope scope, string stream, UnknownCause cause, string source, string message) => Add(new("failed", stream, TimeSpan.Zero, cause, source, message));

    public void Complete(Scope scope, string stream) => Add(new("complete", stream, TimeSpan.Zero));

    private void Add(WindowCall call) => calls.Enqueue(call with { At = TimeProvider.System.GetElapsedTime(started) });
}
