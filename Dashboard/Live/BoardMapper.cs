using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>From the engine's words to the API's. Pure.</summary>
public static class BoardMapper
{
    /// <summary>The whole board. <see cref="BoardReport.SentAt"/> is stamped by whoever sends it.</summary>
    public static BoardReport Board(
        EngineReport report,
        EstateInForce estate,
        string build,
        IReadOnlyList<StreamHealth> streams,
        IReadOnlyList<ChangeReport> changes,
        IScopeFigures? figures = null) => new(
        report.Revision, build, report.AsOf.Wall, report.AsOf.Wall, estate.Estate.Name, estate.Mode,
        Platform(report.Platform),
        [.. report.Scenarios.Select(Scenario)],
        SourceSummary.Of(streams),
        changes)
        {
            Regions = RegionSummary.Of(report.Scenarios, estate.Estate, figures),
        };

    public static ScenarioReport Scenario(ScenarioState state) => new(
        state.Seed.Number, state.Seed.Slug, state.Seed.Title, state.Seed.Short, state.Seed.Group,
        state.Score, Words.Of(state.Status), Words.Of(state.Phase), state.Stale, state.Since.Wall,
        Seconds(state.Age), Seconds(state.StaleAfter) ?? 0,
        Unknown(state.Because), ExplainedBy(state.ExplainedBy), state.Headline, state.Worst?.ToString(),
        [.. state.Scopes.Select(Scope)]);

    public static UnknownReport? Unknown(Unknown? because) => because is null
        ? null
        : new UnknownReport(Words.Of(because.Cause), because.Source, because.Message, because.Since);

    public static ExplainedByReport? ExplainedBy(ExplainedBy? by) => by is null ? null : new ExplainedByReport(by.Number, by.Since.Wall, by.Why);

    private static PlatformReport Platform(PlatformState platform) => new(
        platform.Score, Words.Of(platform.Status), platform.Worst, platform.Judged, platform.Unknown, platform.Since.Wall,
        [.. platform.Unexplained.Select(Unexplained)]);

    private static UnexplainedReport Unexplained(Unexplained line) => new(
        line.Workload.ToString(), line.Missing, line.Minimum, line.Score, line.Nearest, line.Text, Words.Of(line.Phase), line.Since.Wall);

    private static ScopeReport Scope(ScopeState state) => new(
        state.Scope.Region, state.Scope.Cluster, state.Score, Words.Of(state.Status), state.Stale, Unknown(state.Because));

    /// <summary>Null when it was never known, so that "for ever" does not become a number.</summary>
    private static double? Seconds(TimeSpan? time) =>
        time is { } known && known < TimeSpan.FromDays(3650) ? Math.Round(known.TotalSeconds, 3) : null;
}
