using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using ApnaKart.Watch.Collectors.Store.Sqlite;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class PastBoardTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("watch-past-").FullName;
    private DuckDbSampleStore _samples = null!;
    private SqliteStateStore _state = null!;

    public async ValueTask InitializeAsync()
    {
        _samples = new DuckDbSampleStore(Path.Combine(_folder, "samples.duckdb"), TimeProvider.System, NullLogger<DuckDbSampleStore>.Instance);
        _state = new SqliteStateStore(Path.Combine(_folder, "state.sqlite"), TimeProvider.System, NullLogger<SqliteStateStore>.Instance);
        await _samples.WriteAsync([Score(Noon, 13), Score(Noon.AddSeconds(-60), 100), new Sample(Known.Scoring.Score, ScoreSeries.Platform, Noon, 13)], default);
        await _state.SaveChangesAsync([Change(Noon.AddSeconds(-600), Status.Healthy, "all well"), Change(Noon.AddSeconds(-5), Status.Critical, "checkout crashes")], default);
    }

    public async ValueTask DisposeAsync()
    {
        await _samples.DisposeAsync();
        await _state.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_moment_that_was_kept_shows_what_the_board_said_then()
    {
        var board = await AtAsync(Noon.AddSeconds(3));
        board.Mode.ShouldBe("replay");
        board.AsOf.ShouldBe(Noon.AddSeconds(3));
        board.Platform.Score.ShouldBe(13);
        board.Platform.Worst.ShouldBe(2);
        var tile = board.Scenarios[1];
        (tile.Score, tile.Status, tile.Phase, tile.Headline).ShouldBe((13, "critical", "firing", "checkout crashes"));
        (await AtAsync(Noon.AddSeconds(-50))).Scenarios[1].Status.ShouldBe("healthy");
    }

    [Fact]
    public async Task A_moment_when_Watch_was_away_is_unknown_and_not_what_was_seen_last()
    {
        var board = await AtAsync(Noon.AddMinutes(5));
        board.Scenarios[1].Status.ShouldBe("unknown");
        board.Scenarios[1].Score.ShouldBeNull();
        board.Scenarios[1].UnknownBecause.ShouldNotBeNull();
        board.Platform.Status.ShouldBe("unknown");
    }

    [Fact]
    public async Task What_was_never_judged_is_not_collected() =>
        (await AtAsync(Noon)).Scenarios[10].Status.ShouldBe("notCollected");

    private Task<Watch.Dashboard.Api.BoardReport> AtAsync(DateTimeOffset at) =>
        new PastBoard(_samples, _state, SeedFiles.Catalog, new EstateInForce(new EstateOptions(), Sandbox: true), TimeProvider.System).AtAsync(at, TestContext.Current.CancellationToken);

    private static Sample Score(DateTimeOffset time, int score) => new(Known.Scoring.Score, ScoreSeries.Of(SeedFiles.Catalog[2].Slug), time, score);

    private static VerdictChange Change(DateTimeOffset time, Status status, string headline) =>
        new(2, null, time, status, 100, status == Status.Critical ? Phase.Firing : Phase.Inactive, headline, null);
}
