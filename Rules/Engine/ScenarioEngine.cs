using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>
/// Judges all scenarios over all scopes, pass by pass. It has no clock and does no I/O: time and signals come in with
/// each pass. One thread at a time.
/// </summary>
/// <param name="scopes">The configured scopes: while one is unknown, the platform is never healthy.</param>
public sealed class ScenarioEngine(IReadOnlyList<(Seed Seed, IScenario? Scenario)> scenarios, ScoringSettings settings, IReadOnlyList<Scope> scopes)
{
    private readonly IReadOnlyList<ScenarioTrack> _tracks =
        [.. scenarios.OrderBy(one => one.Seed.Number).Select(one => new ScenarioTrack(one.Seed, one.Scenario, settings))];

    private readonly UnexplainedLine _unexplained = new(settings);
    private readonly PlatformJudge _platform = new(settings);
    private readonly HashSet<Resource> _owed = [];
    private bool _owesAll = true;
    private EngineReport? _last;

    /// <summary>The last pass's word; null before the first.</summary>
    public EngineReport? Last => _last;

    /// <summary>Takes back a phase that was kept over a restart. Before the first pass.</summary>
    /// <param name="scenario">1 to 15, or 16 for the line Unexplained.</param>
    /// <param name="since">On this process's clocks: a phase that began before the process has a negative monotonic time.</param>
    public void Restore(int scenario, Resource resource, Phase phase, Moment since)
    {
        if (scenario == UnexplainedLine.Number)
            _unexplained.Restore(resource, new FiringState(phase, since));
        else
            _tracks.FirstOrDefault(track => track.Seed.Number == scenario)?.Restore(resource, new FiringState(phase, since));
    }

    /// <summary>Takes back since when a tile has had its status.</summary>
    public void RestoreStatus(int scenario, Status status, Moment since) =>
        _tracks.FirstOrDefault(track => track.Seed.Number == scenario)?.RestoreStatus(status, since);

    /// <summary>One pass.</summary>
    /// <param name="touched">Resources with new values; null judges everything.</param>
    public EngineReport Pass(ISignals signals, IReadOnlyCollection<Resource>? touched)
    {
        // What a pass was told of and could not finish is still to be judged by the next.
        _owesAll |= touched is null;
        _owed.UnionWith(touched ?? []);
        foreach (var track in _tracks)
        {
            track.Judge(signals, _owesAll ? null : _owed, scopes);
            track.Settle(signals, scopes);
        }
        Explainer.Draw(_tracks, ExplanationTable.All, signals.Now);
        var states = _tracks.Select(track => track.Tell(signals)).ToList();
        var unexplained = _unexplained.Judge(signals, scopes, _tracks);
        var report = new EngineReport(_last?.Revision ?? 0, signals.Now, _platform.Judge(states, _tracks, unexplained, signals.Now), states);
        if (_last is null || EngineReportComparer.Differ(_last, report))
            report = report with { Revision = report.Revision + 1 };
        _owesAll = false;
        _owed.Clear();
        return _last = report;
    }

    /// <summary>Every phase that is not inactive, to be kept.</summary>
    public IReadOnlyList<(int Scenario, Resource Resource, FiringState Firing)> Phases =>
    [
        .. _tracks.SelectMany(track => track.Phases.Select(kept => (track.Seed.Number, kept.Resource, kept.Firing))),
        .. _unexplained.Phases.Select(pair => (UnexplainedLine.Number, pair.Key, pair.Value)),
    ];
}
