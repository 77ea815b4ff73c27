using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>
/// The sixteenth line: production workloads below their minimum that no scenario covers. Without it a trouble that is none
/// of the fifteen would leave the board green.
/// </summary>
internal sealed class UnexplainedLine(ScoringSettings settings)
{
    /// <summary>Its number where phases are kept.</summary>
    public const int Number = 16;

    private readonly Dictionary<Resource, FiringState> _firing = [];

    public IReadOnlyDictionary<Resource, FiringState> Phases => _firing;

    public void Restore(Resource resource, FiringState firing) => _firing[resource] = firing;

    public IReadOnlyList<Unexplained> Judge(ISignals signals, IReadOnlyList<Scope> scopes, IReadOnlyList<ScenarioTrack> tracks)
    {
        foreach (var gone in _firing.Keys.Where(resource => !signals.Exists(resource)).ToList())
            _firing.Remove(gone);
        var lines = new List<Unexplained>();
        foreach (var workload in scopes.SelectMany(scope => Kinds.Workloads.SelectMany(kind => signals.Resources(scope, kind))))
        {
            if (signals.Read(Known.Workload.Production, workload).Value is not > 0)
                continue;
            if (Line(workload, signals, tracks) is { } line)
                lines.Add(line);
        }
        return [.. lines.OrderBy(line => line.Score).ThenBy(line => line.Workload.ToString(), StringComparer.Ordinal)];
    }

    private Unexplained? Line(Resource workload, ISignals signals, IReadOnlyList<ScenarioTrack> tracks)
    {
        var missing = signals.Read(Known.Workload.BelowMinimum, workload);
        var minimum = signals.Read(Known.Workload.Minimum, workload).Value;
        var before = _firing.GetValueOrDefault(workload, FiringState.Initial);
        var uncovered = missing.Value > 0 && !Covered(workload, tracks);
        // Old news says nothing new: without fresh data the phase stands still.
        var status = missing.Coverage.Freshness >= Freshness.Stale || !missing.Known ? Status.Unknown : uncovered ? Status.Critical : Status.Healthy;
        var firing = before.Next(status, signals.Now, settings.Unexplained.Hold);
        if (firing.Phase == Phase.Inactive)
        {
            _firing.Remove(workload);
            return null;
        }
        _firing[workload] = firing;
        if (firing.Phase != Phase.Firing || missing.Value is not > 0 || minimum is not > 0)
            return null;
        var nearest = Nearest(workload, tracks);
        var share = Math.Clamp(missing.Value.Value / minimum.Value, 0, 1);
        return new Unexplained(workload, (int)missing.Value, (int)minimum, Score.Of(settings.Unexplained.Weight * share, 1), nearest?.Number,
            Sentence(workload, (int)missing.Value, (int)minimum, nearest?.Why), firing.Phase, firing.Since);
    }

    private bool Covered(Resource workload, IReadOnlyList<ScenarioTrack> tracks) =>
        tracks.SelectMany(track => track.Resources.Values).Any(state =>
            state.Bad && state.Verdict.Match >= settings.Unexplained.CoveredFrom && state.Judgement.Covers.Contains(workload));

    private static (int Number, string Why)? Nearest(Resource workload, IReadOnlyList<ScenarioTrack> tracks) => tracks
        .Where(track => track.Resources.TryGetValue(workload, out var state) && state.Verdict.Impact > 0)
        .Select(track => (track.Seed, State: track.Resources[workload]))
        .OrderByDescending(one => one.State.Judgement.Symptoms.Count(symptom => symptom.Severity > 0))
        .ThenByDescending(one => one.State.Verdict.Match)
        .Select(one => ((int, string)?)(one.Seed.Number, Reason(one.Seed, one.State)))
        .FirstOrDefault();

    private static string Reason(Seed seed, JudgedResource state) =>
        state.Judgement.RuledOut.FirstOrDefault(lookAlike => lookAlike.Instead) is { } instead
            ? $"{instead.What}: {instead.Why}"
            : $"nearest is {seed.Number} · {seed.Short}, at a match of {state.Verdict.Match:0.00}";

    private static string Sentence(Resource workload, int missing, int minimum, string? why) =>
        $"{workload.Namespace}/{workload.Name}: {minimum - missing} of at least {minimum} pods ready{(why is null ? ", and no scenario explains it" : $"; {why}")}";
}
