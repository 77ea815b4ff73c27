using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>
/// Where collectors put what they found. Every call is cheap, never blocks and never throws for what a source sent.
/// Safe to call from several threads.
/// </summary>
public interface IWindowWriter
{
    /// <summary>
    /// Replaces all values of one resource that come from one projection: what is not named any more has no value any more.
    /// The same values again change nothing and wake nobody.
    /// </summary>
    /// <param name="projection">A name for the group of signals that is replaced together: <c>crash</c>, <c>pull</c>, <c>workload</c>.</param>
    void Put(Resource resource, string projection, IReadOnlyList<Sample> samples);

    /// <summary>The same for several projections at once, so that nobody sees a resource with some of its values missing.</summary>
    void Put(Resource resource, IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> projections);

    /// <summary>Takes a resource away that its source reports as deleted, or that a complete relist does not name. Never after an error.</summary>
    void Remove(Resource resource);

    /// <summary>Remembers that something happened; the same <see cref="Fact.Id"/> twice is one happening.</summary>
    void Put(Fact fact);

    /// <summary>Says that a stream has just proved alive: an event, a bookmark, a passed probe while its watch is open.</summary>
    /// <param name="interval">How often such a proof can be expected; past 3 of them the stream is stale.</param>
    void Alive(Scope scope, string stream, TimeSpan interval);

    /// <summary>The same for a proof that came a while ago and can be told only now.</summary>
    void Alive(Scope scope, string stream, TimeSpan interval, Moment at) => Alive(scope, stream, interval);

    /// <summary>Says why a stream does not deliver now. It changes no age: that runs on by itself.</summary>
    void Failed(Scope scope, string stream, UnknownCause cause, string source, string message);

    /// <summary>
    /// Says that the first complete list of a stream is in, so that what is absent from it is really absent. Before that call a
    /// stream is unknown whatever <see cref="Alive(Scope, string, TimeSpan)"/> said.
    /// </summary>
    void Complete(Scope scope, string stream);
}
