using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>The window as a cluster's collector sees it: that a list is complete waits for the projector.</summary>
internal sealed class ProjectedWindow(IWindowWriter window, ConcurrentQueue<string> completed) : IWindowWriter
{
    public void Put(Resource resource, string projection, IReadOnlyList<Sample> samples) => window.Put(resource, projection, samples);

    public void Put(Resource resource, IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> projections) => window.Put(resource, projections);

    public void Remove(Resource resource) => window.Remove(resource);

    public void Put(Fact fact) => window.Put(fact);

    public void Alive(Scope scope, string stream, TimeSpan interval) => window.Alive(scope, stream, interval);

    public void Failed(Scope scope, string stream, UnknownCause cause, string source, string message) => window.Failed(scope, stream, cause, source, message);

    public void Complete(Scope scope, string stream) => completed.Enqueue(stream);
}
