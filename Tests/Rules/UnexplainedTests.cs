using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Rules;

public sealed class UnexplainedTests
{
    private readonly FakeSignals _signals = new();
    private readonly Resource _cart = FakeSignals.Deployment("cart");
    private readonly ScenarioEngine _engine = Toy.Engine();

    [Fact]
    public void A_production_workload_below_its_minimum_is_told_after_its_hold_and_counts()
    {
        _signals.Workload(_cart, desired: 4, missing: 4).Set(Toy.Badness, _cart, 0);
        Pass().Platform.Unexplained.ShouldBeEmpty();
        _signals.Advance(61);
        var platform = Pass().Platform;
        platform.Unexplained.ShouldHaveSingleItem().Text.ShouldContain("shop/cart: 0 of at least 3 pods ready");
        platform.Score.ShouldBe(25);
        platform.Status.ShouldBe(Status.Critical);
        platform.Worst.ShouldBe(16);
    }

    [Fact]
    public void A_workload_that_a_scenario_covers_is_not_told_twice()
    {
        _signals.Workload(_cart, desired: 4, missing: 4).Set(Toy.Badness, _cart, 1, ("cause", "0.6"));
        Pass();
        _signals.Advance(61);
        Pass().Platform.Unexplained.ShouldBeEmpty();
    }

    [Fact]
    public void A_scenario_that_hardly_matches_does_not_cover_and_is_named_as_the_nearest()
    {
        _signals.Workload(_cart, desired: 4, missing: 4).Set(Toy.Badness, _cart, 1, ("cause", "1"), ("other", "yes"));
        Pass();
        _signals.Advance(61);
        var line = Pass().Platform.Unexplained.ShouldHaveSingleItem();
        line.Nearest.ShouldBe(1);
        line.Text.ShouldContain("Something else: seen");
    }

    [Fact]
    public void What_is_not_production_or_not_known_is_not_told()
    {
        var job = FakeSignals.Deployment("trial", "ci-7");
        _signals.Workload(_cart, desired: 4, missing: 4).Workload(job, desired: 2, missing: 2).Set(Known.Workload.Production, job, 0);
        _signals.Unset(Known.Workload.BelowMinimum, _cart);
        Pass();
        _signals.Advance(61);
        Pass().Platform.Unexplained.ShouldBeEmpty();
    }

    private EngineReport Pass() => _engine.Pass(_signals, [_cart]);
}
