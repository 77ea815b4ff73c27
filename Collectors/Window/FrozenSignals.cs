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
    private readonly Dictionary<(Scope, string), Coverage> _coverage;

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
        _coverage = streams.ToDictionary(pair => pair.Key, pair => pair.Value.At(now, ladder, pair.Key.Item1, pair.Key.Item2));
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
        var coverage = signal.Streams.Count == 0 ? StreamState.Unheard(Now, resource.Scope, signal.Name) : Coverage(resource.Scope, signal.Streams[0]);
        for (var index = 1; index < signal.Streams.Count; index++)
            coverage = Rules.Signals.Coverage.Worst(coverage, Coverage(resource.Scope, signal.Streams[index]));
        return new Reading(sample?.Value, sample?.Detail ?? NoWords, coverage);
    }

    public Coverage Coverage(Scope scope, string stream) =>
        _coverage.GetValueOrDefault((scope, stream)) ?? StreamState.Unheard(Now, scope, stream);

    public IReadOnlyList<Fact> Facts(Resource resource) => _facts.GetValueOrDefault(resource) ?? [];
}
