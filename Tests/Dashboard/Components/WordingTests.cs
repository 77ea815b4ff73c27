using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components.Parts.Tiles;
using ApnaKart.Watch.Dashboard.Components.Wording;
using ApnaKart.Watch.Rules.Signals;
using CsCheck;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

public sealed class WordingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 2, 7, TimeSpan.Zero);

    [Theory]
    [InlineData(0.75, "ratio", "75 %")]
    [InlineData(0.125, "ratio", "12.5 %")]
    [InlineData(48.0, "seconds", "48 s")]
    [InlineData(0.6, "seconds", "0.6 s")]
    [InlineData(-90.0, "seconds", "−1 min 30 s")]
    [InlineData(1.0, "flag", "yes")]
    [InlineData(0.0, "count", "0")]
    [InlineData(null, "count", "no data")]
    [InlineData(null, "ratio", "no data")]
    [InlineData(double.NaN, "count", "no data")]
    public void A_value_has_its_unit_and_what_is_missing_is_no_data(double? value, string unit, string text) =>
        Amounts.Text(value, unit).ShouldBe(text);

    [Theory]
    [InlineData(0.9, 0.91, 18, "100 × (1 − 0.90 × 0.91) = 18")]
    [InlineData(0.995, 0.995, 1, "100 × (1 − 0.995 × 0.995) = 1")]
    public void The_formula_gives_the_score_that_it_shows(double impact, double match, int score, string text) =>
        Amounts.Formula(impact, match, score).ShouldBe(text);

    [Fact]
    public void A_command_in_pieces_is_the_command() => Gen.Select(Gen.String, Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 0, 4], Gen.String)).Sample((command, values) =>
        string.Concat(CommandWords.Split(command, values).Select(piece => piece.Part)) == command);

    [Fact]
    public void Only_whole_words_of_a_command_are_names()
    {
        var pieces = CommandWords.Split("kubectl -n shop get pod shop-7c9f", new Dictionary<string, string> { ["namespace"] = "shop" });

        pieces.Where(piece => piece.Value).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_worst_source_and_its_worst_stream_come_first()
    {
        var sources = StreamWords.WorstFirst(SampleDetails.Streams(Now));

        sources.Select(source => source.Source).ShouldBe(["kubernetes/prod", "kubernetes/dr", "store"]);
        sources[0].Streams[0].State.ShouldBe("denied");
    }

    [Fact]
    public void A_state_that_nobody_knows_is_not_shown_as_well() => StreamWords.For("blooming").Class.ShouldBe("unknown");

    [Fact]
    public void The_title_counts_what_is_bad_and_what_is_unknown() =>
        Summary.Title(SampleBoards.Bad(Now)).ShouldBe("2 scenarios critical, 3 degraded, 1 unknown");

    [Fact]
    public void A_board_on_which_nothing_is_judged_is_not_called_healthy()
    {
        var board = SampleBoards.Quiet(Now) with { Scenarios = [], Platform = new PlatformReport(null, "unknown", null, 0, 0, Now, []) };

        Summary.Title(board).ShouldBe("Nothing is judged yet");
    }

    [Fact]
    public void A_cluster_without_a_verdict_is_unknown_in_the_strip()
    {
        var board = SampleBoards.Quiet(Now) with { Scenarios = [] };

        ScopeCard.Of(board, [], Now).Select(card => card.Status).ShouldBe(["unknown", "unknown"]);
    }

    [Fact]
    public void One_stream_that_never_delivered_leaves_the_cluster_without_an_age()
    {
        var cards = ScopeCard.Of(SampleBoards.Quiet(Now), SampleDetails.Streams(Now), Now);

        cards.Single(card => card.Cluster == "dr").DataAt.ShouldBeNull();
        cards.Single(card => card.Cluster == "prod").DataAt.ShouldBe(Now.AddSeconds(-185));
    }

    [Fact]
    public void A_cluster_is_as_bad_as_the_worst_scenario_in_it()
    {
        var cards = ScopeCard.Of(SampleBoards.Put(SampleBoards.Quiet(Now), SampleBoards.Crash(Now)), [], Now);

        cards.Select(card => (card.Cluster, card.Status, card.Role)).ShouldBe([("prod", "critical", "primary"), ("dr", "healthy", "standby")]);
    }

    [Fact]
    public void A_resource_that_is_none_is_shown_as_it_is() => Places.Full("<b>no resource</b>").ShouldBe("<b>no resource</b>");

    [Fact]
    public void A_stream_of_the_store_is_no_cluster() =>
        ScopeCard.Of(SampleBoards.Quiet(Now), [SampleDetails.Streams(Now)[^1]], Now).Select(card => card.Cluster).ShouldBe(["prod", "dr"]);

    [Fact]
    public void An_age_is_as_old_as_its_data() => Ages.FreshAt(Now, 3).ShouldBe(Now.AddSeconds(-3));
}
