using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>The board of a past moment, from what was kept. A tile without a score at that moment is unknown, whatever it was before: Watch may not have been there.</summary>
public sealed class PastBoard(ISampleStore samples, IStateStore state, SeedCatalog catalog, EstateInForce estate, TimeProvider time)
{
    private const int MostFacts = 200;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    /// <exception cref="StoreException">A store cannot be read now.</exception>
    public async Task<BoardReport> AtAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var until = at.AddMilliseconds(1);
        var changes = await state.LoadChangesAsync(null, at - Memory, until, cancellation);
        var facts = await state.LoadFactsAsync(at.AddHours(-1), until, MostFacts, cancellation);
        var scenarios = new List<ScenarioReport>();
        foreach (var seed in catalog.Seeds)
            scenarios.Add(Tile(seed, changes.LastOrDefault(change => change.Scenario == seed.Number && change.Scope is null), await ScoreAsync(ScoreSeries.Of(seed.Slug), at, cancellation), at));
        var platform = Platform(await ScoreAsync(ScoreSeries.Platform, at, cancellation), scenarios, at);
        return new BoardReport(0, BuildId.Current, time.GetUtcNow(), at, estate.Estate.Name, "replay", platform, scenarios, [],
            [.. facts.Select(RecentChanges.Report).OrderByDescending(change => change.Time)]);
    }

    private async Task<int?> ScoreAsync(Resource series, DateTimeOffset at, CancellationToken cancellation)
    {
        var points = await samples.ReadAsync(Known.Scoring.Score.Name, series, at - ScoreSeries.Gap, at.AddMilliseconds(1), TimeSpan.Zero, cancellation);
        return points.Count > 0 ? (int)points[^1].Value : null;
    }

    private ScenarioReport Tile(Seed seed, VerdictChange? last, int? score, DateTimeOffset at)
    {
        // A tile that never had a status was not judged then.
        var status = last is null && score is null ? Status.NotCollected : score is { } known ? catalog.Scoring.StatusOf(known) : Status.Unknown;
        var same = last is not null && last.Status == status;
        return new ScenarioReport(
            seed.Number, seed.Slug, seed.Title, seed.Short, seed.Group, score, Words.Of(status), Words.Of(same ? last!.Phase : Rules.Engine.Phase.Inactive), false,
            same ? last!.Time : at, null, 0,
            status == Status.Unknown ? new UnknownReport(Words.Of(UnknownCause.Late), "store", "nothing was kept of that moment", at) : null,
            null, same ? last!.Headline : "", same ? last!.Worst?.ToString() : null, []);
    }

    private PlatformReport Platform(int? score, List<ScenarioReport> scenarios, DateTimeOffset at)
    {
        var judged = scenarios.Where(tile => tile.Status != Words.Of(Status.NotCollected)).ToList();
        var status = score is { } known ? catalog.Scoring.StatusOf(known) : Status.Unknown;
        var worst = status is Status.Degraded or Status.Critical ? judged.Where(tile => tile.Score == score).Select(tile => (int?)tile.Number).FirstOrDefault() : null;
        return new PlatformReport(score, Words.Of(status), worst, judged.Count, judged.Count(tile => tile.Status == Words.Of(Status.Unknown)), at, []);
    }
}
