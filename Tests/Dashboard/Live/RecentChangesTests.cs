using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class RecentChangesTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(9));

    private readonly RecentChanges _changes = new();

    [Fact]
    public void The_newest_comes_first_and_what_is_older_than_an_hour_is_gone()
    {
        foreach (var minutes in new[] { 61, 5, 59 })
            _changes.Note(Fact($"{minutes}", minutes));
        _changes.Until(Now.Wall).Select(change => change.Text).ShouldBe(["5", "59"]);
    }

    [Fact]
    public void The_same_happening_told_twice_is_there_once()
    {
        _changes.Note(Fact("a", 5));
        _changes.Note(Fact("a", 5));
        _changes.Until(Now.Wall).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_flood_of_facts_does_not_make_the_board_long()
    {
        for (var i = 0; i < 5000; i++)
            _changes.Note(Fact(new string('x', 500) + i, i / 100.0));
        var shown = _changes.Until(Now.Wall);
        shown.Count.ShouldBe(60);
        shown.ShouldAllBe(change => change.Text.Length <= 200);
        shown[0].Time.ShouldBe(Now.Wall);
    }

    [Fact]
    public void A_tile_that_changed_is_told_with_its_new_status()
    {
        var change = TileChanges.Between(FakeBoards.FirstLight(Now), FakeBoards.OneCritical(Now)).ShouldHaveSingleItem();
        _changes.Note(change);
        var told = _changes.Until(Now.Wall).ShouldHaveSingleItem();
        (told.Kind, told.Scenario, told.Status, told.Resource).ShouldBe(("status", 2, "critical", FakeBoards.Checkout.ToString()));
    }

    [Fact]
    public void A_tile_whose_age_alone_goes_on_has_not_changed() =>
        TileChanges.Between(FakeBoards.OneCritical(Now), FakeBoards.OneCritical(Now with { Wall = Now.Wall.AddSeconds(1) })).ShouldBeEmpty();

    [Fact]
    public void The_first_board_after_the_start_is_not_a_change() =>
        TileChanges.Between(new EngineReport(0, Now, FakeBoards.FirstLight(Now).Platform, []), FakeBoards.OneCritical(Now)).ShouldBeEmpty();

    private static Fact Fact(string text, double minutesAgo) =>
        new(text, FactKinds.Scaled, FakeBoards.Cart, Now.Wall.AddMinutes(-minutesAgo), text);
}
