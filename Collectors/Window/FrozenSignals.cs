using System.Collections.Frozen;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>The live window at one moment. Nothing that comes later changes it.</summary>
public sealed class FrozenSignals : ISignals
{
    private static readonly IReadOnlyDictionary<string, string> NoWords = FrozenDictionary<string, string>.Empty;

    private readonly IReadOnlyDictionary<Resource, ResourceValues> _values;
    private readonly IReadOnlyDictionary<(Scope, string), IReadOnlyList<Resource>> _resources;
    private readonly IReadOnlyDictionary<Resource, Fact[]> _facts;
    private readonly IReadOnlyDictionary<(Scope, string), StreamState> _streams;
    private readonly StaleLadder _ladder;

    internal FrozenSignals(
        Moment now,
        IReadOnlyDictionary<Resource, ResourceValues> values,
        IReadOnlyDictionary<(Scope, string), IReadOnlyList<Resource>> resources,
        IReadOnlyDictionary<Resource, Fact[]> facts,
        IReadOnlyDictionary<(Scope, string), StreamState> streams,
        StaleLadder ladder)
    {
        Now = now;
        _values = values;
        _resources = resources;
        _facts = facts;
        _streams = streams;
        _ladder = ladder;
    }

    public Moment Now { get; }

    /// <summary>Every value there is, for a recorder that writes a point also of what does not change.</summary>
    public IEnumerable<Sample> Samples => _values.Values.SelectMany(values => values.All);

    public IReadOnlyCollection<Resource> Resources(Scope scope, string kind) => _resources.GetValueOrDefault((scope, kind)) ?? [];

    public IReadOnlyCollection<Resource> Everywhere(string kind) => [.. _resources.Where(pair => pair.Key.Item2 == kind).SelectMany(pair => pair.Value)];

    public bool Exists(Resource resource) => _values.ContainsKey(resource);

    public Reading Read(Signal signal, Resource resource)
    {
        var sample = _values.GetValueOrDefault(resource)?.Find(signal);
        var coverage = signal.Streams.Count == 0
            ? StreamState.Unheard(Now, resource.Scope, signal.Name)
            : signal.Streams.Select(stream => Coverage(resource.Scope, stream)).Aggregate(Rules.Signals.Coverage.Worst);
        return new Reading(sample?.Value, sample?.Detail ?? NoWords, coverage);
    }

    public Coverage Coverage(Scope scope, string stream) =>
        _streams.TryGetValue((scope, stream), out var state) ? state.At(Now, _ladder, scope, stream) : StreamState.Unheard(Now, scope, stream);

    public IReadOnlyList<Fact> Facts(Resource resource) => _facts.GetValueOrDefault(resource) ?? [];
}
