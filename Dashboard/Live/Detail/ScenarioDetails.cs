using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>Unfolds one scenario: what the engine said, filled up with the runbook and with what the store remembers.</summary>
/// <param name="state">Null when nothing is kept; then the last hour in memory has to do.</param>
public sealed class ScenarioDetails(ILimits limits, ILogger<ScenarioDetails> log, IRunbooks? runbooks = null, IStateStore? state = null)
{
    private static readonly TimeSpan HistoryKept = TimeSpan.FromHours(24);
    private const int MostFacts = 2000;

    /// <param name="recent">The last hour, for when the store cannot be read.</param>
    public async Task<ScenarioDetail> ComposeAsync(ScenarioState scenario, EngineReport engine, IReadOnlyList<ChangeReport> recent, CancellationToken cancellation)
    {
        var gaps = new List<string>();
        var (from, to) = (engine.AsOf.Wall - HistoryKept, engine.AsOf.Wall + TimeSpan.FromMinutes(1));
        var resources = ResourceDetails.Of(scenario.Resources);
        var facts = await ReadAsync("What changed before the last hour", store => store.LoadFactsAsync(from, to, MostFacts, cancellation), gaps);
        var history = await ReadAsync("The history of this tile", store => store.LoadChangesAsync(scenario.Seed.Number, from, to, cancellation), gaps);
        var known = facts?.Select(RecentChanges.Report) ?? recent.Where(change => change.Status is null);
        return new ScenarioDetail(
            engine.AsOf.Wall,
            BoardMapper.Scenario(scenario),
            resources,
            runbooks?.Render(scenario.Seed, resources.Count > 0 ? resources[0].Values : NoValues) ?? [],
            [.. known.Where(change => Concerns(scenario, change)).OrderByDescending(change => change.Time)],
            Consequences(scenario, engine),
            [.. (history ?? []).Where(change => change.Scope is null).Select(change => new HistoryDetail(change.Time, Words.Of(change.Status), change.Score, Words.Of(change.Phase), change.Headline))],
            limits.Of(scenario.Seed))
        {
            Gaps = gaps,
        };
    }

    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    /// <summary>A store that fails costs the part it would have given; what is missing is said.</summary>
    private async Task<IReadOnlyList<T>?> ReadAsync<T>(string what, Func<IStateStore, Task<IReadOnlyList<T>>> read, List<string> gaps)
    {
        if (state is null)
        {
            gaps.Add($"{what} is not kept: no store is configured.");
            return null;
        }
        try
        {
            return await read(state);
        }
        catch (StoreException problem)
        {
            log.LogWarning("{What} cannot be read: {Problem}", what, problem.Message);
            gaps.Add($"{what} cannot be read now: {problem.Message}");
            return null;
        }
    }

    private static IReadOnlyList<ConsequenceDetail> Consequences(ScenarioState scenario, EngineReport engine) =>
    [
        .. engine.Scenarios
            .Where(other => other.ExplainedBy?.Number == scenario.Seed.Number)
            .Select(other => new ConsequenceDetail(other.Seed.Number, other.Seed.Title, Words.Of(other.Status), other.Score, other.Headline, other.ExplainedBy!.Since.Wall)),
    ];

    /// <summary>A fact concerns a scenario if it is about a resource that is bad, one that this resource stands for, or the ConfigMap that it names.</summary>
    private static bool Concerns(ScenarioState scenario, ChangeReport change) =>
        Resource.TryParse(change.Resource, out var about)
        && scenario.Resources.Any(bad => bad.Judgement.Resource == about || bad.Judgement.Covers.Contains(about) || Names(bad, about));

    private static bool Names(ResourceState bad, Resource about) =>
        about.Kind == Kinds.ConfigMap
        && about == bad.Judgement.Resource.Sibling(Kinds.ConfigMap, about.Name)
        && bad.Judgement.Values.Any(value => value.Key is "configmap" or "previousConfigmap" && value.Value == about.Name);
}
