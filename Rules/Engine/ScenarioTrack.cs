using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>One scenario over all its resources, between passes. A null signature: its source is not built, and it is not collected.</summary>
internal sealed class ScenarioTrack(Seed seed, IScenario? scenario, ScoringSettings settings)
{
    // A resource that was kept over a restart and is not named within this time of full sight is gone.
    private static readonly TimeSpan RestoredWait = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Resource, JudgedResource> _resources = [];
    private readonly Dictionary<Resource, FiringState> _restored = [];
    private readonly Dictionary<Scope, Moment> _sighted = [];
    private (Status Status, Moment Since)? _status;
    private (Status Status, Moment Since)? _restoredStatus;

    public Seed Seed => seed;

    public bool Collected => scenario is not null;

    public IReadOnlyDictionary<Resource, JudgedResource> Resources => _resources;

    public IReadOnlyList<ScopeState> Scopes { get; private set; } = [];

    public Status Status { get; private set; } = Status.NotCollected;

    /// <summary>Takes back what was kept over a restart, so that phases go on and nothing fires twice.</summary>
    public void Restore(Resource resource, FiringState firing) => _restored[resource] = firing;

    /// <summary>Every phase that is not inactive, those of resources included that were kept and not seen again yet.</summary>
    public IEnumerable<(Resource Resource, FiringState Firing)> Phases => _resources
        .Where(pair => pair.Value.Firing.Phase != Phase.Inactive)
        .Select(pair => (pair.Key, pair.Value.Firing))
        .Concat(_restored.Select(pair => (pair.Key, pair.Value)));

    public void RestoreStatus(Status status, Moment since) => _restoredStatus = (status, since);

    /// <summary>Judges what was touched, what is bad, and what is new; forgets what is gone.</summary>
    public void Judge(ISignals signals, IReadOnlyCollection<Resource>? touched, IReadOnlyList<Scope> scopes)
    {
        if (scenario is null)
            return;
        foreach (var gone in _resources.Keys.Where(resource => !signals.Exists(resource)).ToList())
            _resources.Remove(gone);
        var subjects = touched is null
            ? scopes.SelectMany(scope => scenario.Subjects.SelectMany(kind => signals.Resources(scope, kind)))
            : touched.Where(resource => scenario.Subjects.Contains(resource.Kind) && signals.Exists(resource))
                .Concat(_resources.Where(pair => pair.Value.Telling).Select(pair => pair.Key));
        foreach (var subject in subjects.Distinct().ToList())
            JudgeOne(subject, signals);
    }

    private void JudgeOne(Resource subject, ISignals signals)
    {
        var known = _resources.GetValueOrDefault(subject);
        var judging = new Judging(seed, subject, signals, known is null ? null : known.SeverityOf);
        scenario!.Judge(judging);
        if (known is null)
            _resources[subject] = known = new JudgedResource(judging.Done());
        else
            known.Judgement = judging.Done();
        if (_restored.Remove(subject, out var firing))
            known.Firing = firing;
    }

    /// <summary>Draws verdicts from judgements and the freshness of this moment, and moves the phases on.</summary>
    public void Settle(ISignals signals, IReadOnlyList<Scope> scopes)
    {
        if (scenario is null)
            return;
        var coverages = scopes.ToDictionary(scope => scope, scope => CoverageOf(scope, signals));
        foreach (var (resource, state) in _resources)
        {
            if (!coverages.TryGetValue(resource.Scope, out var coverage))
                continue;
            state.Verdict = Verdicts.Of(state.Judgement, seed.MatchFloor, coverage, settings);
            state.Firing = state.Firing.Next(state.Verdict.Status, signals.Now, seed.Hold);
            state.LastScore = state.Verdict.Score ?? state.LastScore;
            state.LastBad = state.Bad ? signals.Now : state.LastBad;
        }
        ForgetUnseen(coverages, signals.Now);
        Scopes = [.. scopes.Select(scope => ScopeOf(scope, coverages[scope]))];
        Status = Worst(Scopes);
        if (_status is not { } before || before.Status != Status)
            _status = Resumed() ?? (Status, signals.Now);
    }

    /// <summary>The first known status after a restart goes on from before it, if it is the same.</summary>
    private (Status, Moment)? Resumed()
    {
        if (Status == Status.Unknown || _restoredStatus is not { } restored)
            return null;
        _restoredStatus = null;
        return restored.Status == Status ? restored : null;
    }

    private void ForgetUnseen(Dictionary<Scope, Coverage> coverages, Moment now)
    {
        foreach (var (scope, _) in coverages.Where(pair => pair.Value.Freshness < Freshness.Stale))
            _sighted.TryAdd(scope, now);
        foreach (var unseen in _restored.Keys.Where(resource => _sighted.TryGetValue(resource.Scope, out var since) && now.Mono - since.Mono > RestoredWait).ToList())
            _restored.Remove(unseen);
    }

    private Coverage CoverageOf(Scope scope, ISignals signals) =>
        seed.Signals.Select(stream => signals.Coverage(scope, stream)).Aggregate(Coverage.Worst);

    private ScopeState ScopeOf(Scope scope, Coverage coverage)
    {
        var here = _resources.Values.Where(state => state.Judgement.Resource.Scope == scope).ToList();
        if (here.Where(state => state.Bad).MinBy(state => state.Verdict.Score) is { } worst)
            return new ScopeState(scope, worst.Verdict.Score, worst.Verdict.Status, worst.Verdict.Stale, coverage, worst.Verdict.Because);
        var blank = here.Find(state => state.Verdict.Status == Status.Unknown);
        return coverage.Freshness >= Freshness.Stale || blank is not null
            ? new ScopeState(scope, null, Status.Unknown, false, coverage, coverage.Because ?? blank?.Verdict.Because)
            : new ScopeState(scope, here.Min(state => state.Verdict.Score) ?? 100, Status.Healthy, false, coverage, null);
    }

    private static Status Worst(IReadOnlyList<ScopeState> scopes) =>
        scopes.Any(scope => scope.Status == Status.Critical) ? Status.Critical
        : scopes.Any(scope => scope.Status == Status.Degraded) ? Status.Degraded
        : scopes.Count == 0 || scopes.Any(scope => scope.Status == Status.Unknown) ? Status.Unknown
        : Status.Healthy;

    /// <summary>The state to tell, after explanations were drawn.</summary>
    public ScenarioState Tell(ISignals signals)
    {
        var now = signals.Now;
        if (scenario is null)
            return new ScenarioState(seed, null, Status.NotCollected, Phase.Inactive, false, default, null, TimeSpan.Zero, null, null,
                "Not judged: its source is not read yet.", null, [], []);
        var telling = _resources.Values.Where(state => state.Telling)
            .OrderBy(state => state.Verdict.Score ?? state.LastScore ?? 100).ThenBy(state => state.Judgement.Resource.ToString(), StringComparer.Ordinal).ToList();
        var worst = telling.FirstOrDefault(state => state.Bad);
        var bad = telling.Where(state => state.Bad).ToList();
        var explained = bad.Count > 0 && bad.TrueForAll(state => state.ExplainedBy is not null) ? worst!.ExplainedBy : null;
        var speaks = Scopes.Where(scope => scope.Status == Status).ToList();
        var oldest = Scopes.Select(scope => scope.Coverage).Aggregate(new Coverage(Freshness.Fresh, TimeSpan.Zero, TimeSpan.Zero, null), Coverage.Worst);
        var phases = telling.Select(state => state.Firing.Phase).ToHashSet();
        var phase = phases.Contains(Phase.Firing) ? Phase.Firing
            : phases.Contains(Phase.Recovering) ? Phase.Recovering
            : phases.Contains(Phase.Pending) ? Phase.Pending : Phase.Inactive;
        return new ScenarioState(
            seed,
            Status == Status.Unknown ? null : speaks.Min(scope => scope.Score),
            Status,
            phase,
            worst?.Verdict.Stale ?? false,
            _status?.Since ?? now,
            oldest.Age == TimeSpan.MaxValue ? null : oldest.Age,
            oldest.StaleAfter,
            Status == Status.Unknown ? speaks.Select(scope => scope.Because).FirstOrDefault(because => because is not null) ?? NothingConfigured(now) : null,
            explained,
            Headline(worst, speaks, signals),
            worst?.Judgement.Resource,
            Scopes,
            [.. telling.Select(state => new ResourceState(state.Judgement, state.Verdict, state.Firing.Phase, state.Firing.Since, state.ExplainedBy))]);
    }

    private string Headline(JudgedResource? worst, List<ScopeState> speaks, ISignals signals) => Status switch
    {
        Status.Unknown => speaks.FirstOrDefault()?.Because is { } because ? $"Not known: {because.Message}" : "Not known: no data arrived in time.",
        Status.Healthy => string.Join("; ", Scopes.Select(scope => $"{Where(scope.Scope)}: {scenario!.Calm(scope.Scope, signals)}")),
        _ => worst!.Judgement.Headline,
    };

    private static string Where(Scope scope) => scope.Cluster.Length == 0 ? scope.Region : scope.Cluster;

    private Unknown NothingConfigured(Moment now) =>
        new(Scopes.Count == 0 ? UnknownCause.NotPublished : UnknownCause.Late, seed.Slug, Scopes.Count == 0 ? "no cluster is configured" : "no data arrived in time", now.Wall);
}
