using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Carries phases and the changes of tiles over a restart, so that what fired goes on firing and fires no second time.</summary>
public sealed class EngineMemory(IStateStore store, StateRecorder recorder, TimeProvider time, ILogger<EngineMemory> log)
{
    private static readonly TimeSpan ChangesKept = TimeSpan.FromDays(7);

    private readonly Dictionary<(int Scenario, Resource Resource), FiringState> _kept = [];
    private readonly Dictionary<int, Status> _told = [];
    private long _revision;

    /// <summary>Gives the engine back what the last process kept. A store that cannot be read costs the phases, not the start.</summary>
    public async Task RestoreAsync(ScenarioEngine engine, CancellationToken cancellation)
    {
        var now = Moment.Of(time);
        try
        {
            foreach (var phase in await store.LoadPhasesAsync(cancellation))
            {
                var since = Back(now, phase.Since);
                engine.Restore(phase.Scenario, phase.Resource, phase.Phase, since);
                _kept[(phase.Scenario, phase.Resource)] = new FiringState(phase.Phase, since);
            }
            var changes = await store.LoadChangesAsync(null, now.Wall - ChangesKept, now.Wall, cancellation);
            foreach (var change in changes.Where(change => change.Scope is null).GroupBy(change => change.Scenario).Select(group => group.Last()))
            {
                engine.RestoreStatus(change.Scenario, change.Status, Back(now, change.Time));
                _told[change.Scenario] = change.Status;
            }
        }
        catch (StoreException problem)
        {
            log.LogWarning("The phases of the last run cannot be read, and begin anew: {Problem}", problem.Message);
        }
    }

    /// <summary>Keeps what a pass changed.</summary>
    public void Remember(ScenarioEngine engine, EngineReport report)
    {
        if (_revision == report.Revision)
            return;
        _revision = report.Revision;
        var phases = engine.Phases.ToDictionary(one => (one.Scenario, one.Resource), one => one.Firing);
        foreach (var ((scenario, resource), firing) in phases)
        {
            if (!_kept.TryGetValue((scenario, resource), out var before) || before != firing)
                recorder.Offer(new StoredPhase(scenario, resource, firing.Phase, firing.Since.Wall));
            _kept[(scenario, resource)] = firing;
        }
        foreach (var (scenario, resource) in _kept.Keys.Where(key => !phases.ContainsKey(key)).ToList())
        {
            recorder.Offer(new StoredPhase(scenario, resource, Phase.Inactive, report.AsOf.Wall));
            _kept.Remove((scenario, resource));
        }
        foreach (var state in report.Scenarios.Where(IsNews))
        {
            recorder.Offer(new VerdictChange(state.Seed.Number, null, state.Since.Wall, state.Status, state.Score, state.Phase, state.Headline, state.Worst));
            _told[state.Seed.Number] = state.Status;
        }
    }

    // Right after a start nothing is known yet. That is no event in the life of the estate.
    private bool IsNews(ScenarioState state) =>
        state.Status != Status.NotCollected
        && state.Because?.Cause != UnknownCause.Starting
        && (!_told.TryGetValue(state.Seed.Number, out var told) || told != state.Status);

    private static Moment Back(Moment now, DateTimeOffset wall)
    {
        var ago = now.Wall - wall;
        return ago > TimeSpan.Zero ? new Moment(wall, now.Mono - ago) : now;
    }
}
