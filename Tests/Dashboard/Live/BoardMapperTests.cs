using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class BoardMapperTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 11, 23, 9, 2, 7, TimeSpan.Zero), TimeSpan.FromHours(3));

    [Fact]
    public void The_board_has_the_engines_revision_time_and_fifteen_tiles()
    {
        var board = Map(FakeBoards.FirstLight(Now, revision: 4711));
        board.ShouldSatisfyAllConditions(
            () => board.Revision.ShouldBe(4711),
            () => board.AsOf.ShouldBe(Now.Wall),
            () => board.Mode.ShouldBe("sandbox"),
            () => board.Scenarios.Select(tile => tile.Number).ShouldBe(Enumerable.Range(1, 15)),
            () => board.Platform.Judged.ShouldBe(2));
    }

    [Fact]
    public void Enum_values_become_words_in_camel_case()
    {
        var tiles = Map(FakeBoards.Mixed(Now)).Scenarios;
        tiles[1].Status.ShouldBe("critical");
        tiles[1].Phase.ShouldBe("firing");
        tiles[13].Status.ShouldBe("notCollected");
    }

    [Theory]
    [InlineData(UnknownCause.Starting, "starting")]
    [InlineData(UnknownCause.SourceDown, "sourceDown")]
    [InlineData(UnknownCause.CollectorError, "collectorError")]
    [InlineData(UnknownCause.Denied, "denied")]
    [InlineData(UnknownCause.Throttled, "throttled")]
    [InlineData(UnknownCause.Late, "late")]
    [InlineData(UnknownCause.NotPublished, "notPublished")]
    public void An_unknown_tile_says_its_cause_and_has_no_score(UnknownCause cause, string word)
    {
        var tile = Map(FakeBoards.Unknown(Now, cause)).Scenarios[1];
        tile.Score.ShouldBeNull();
        tile.UnknownBecause.ShouldNotBeNull().Cause.ShouldBe(word);
        tile.Scopes[0].UnknownBecause.ShouldNotBeNull().Source.ShouldBe("kubernetes/prod: pods");
    }

    [Fact]
    public void An_age_that_was_never_known_is_null_and_not_a_number()
    {
        var tile = FakeBoards.Blind(Now, 2, UnknownCause.Starting) with { Age = TimeSpan.MaxValue };
        BoardMapper.Scenario(tile).DataAgeSeconds.ShouldBeNull();
    }

    [Fact]
    public void A_consequence_names_its_cause() =>
        Map(FakeBoards.Explained(Now)).Scenarios[7].ExplainedBy.ShouldNotBeNull().Number.ShouldBe(2);

    [Fact]
    public void A_region_is_as_bad_as_its_worst_scenario_and_names_it()
    {
        var regions = Map(FakeBoards.OneCritical(Now)).Regions;
        regions.Select(region => region.Name).ShouldBe(["ap-south-1", "ap-southeast-1"]);
        regions[0].Clusters[0].ShouldBe(new ClusterReport("prod", "critical", 20, 2, regions[0].Clusters[0].Figures));
        regions[1].Clusters[0].Status.ShouldBe("healthy");
    }

    [Fact]
    public void A_region_with_one_blind_scenario_is_not_healthy() =>
        Map(FakeBoards.Unknown(Now, UnknownCause.Denied)).Regions[0].Clusters[0].Status.ShouldBe("unknown");

    [Fact]
    public void A_region_that_nothing_judges_is_not_collected() =>
        Map(new EngineReport(1, Now, FakeBoards.FirstLight(Now).Platform, [])).Regions[0].Clusters[0].Status.ShouldBe("notCollected");

    [Fact]
    public void A_source_is_as_ill_as_its_worst_stream()
    {
        var source = SourceSummary.Of([Stream("pods", "ok", 0.4, null), Stream("events", "denied", null, "events are forbidden"), Stream("nodes", "late", 30, null)]).ShouldHaveSingleItem();
        source.ShouldBe(new SourceReport("kubernetes/prod", "denied", 30, "events: events are forbidden"));
    }

    [Fact]
    public void A_state_that_nobody_has_heard_of_counts_as_the_worst() =>
        SourceSummary.Of([Stream("pods", "down", 1, null), Stream("nodes", "melted", 1, null)])[0].Status.ShouldBe("melted");

    private static BoardReport Map(EngineReport report) => BoardMapper.Board(report, new EstateInForce(BoardHost.Estate, Sandbox: true), "1.0", [], []);

    private static StreamHealth Stream(string name, string state, double? age, string? error) => new(
        "kubernetes/prod", FakeBoards.Prod, name, state, age is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TimeSpan.FromSeconds(5),
        "", error, error is null ? null : Now.Wall, null, 0, 0, 0, 0, []);
}
