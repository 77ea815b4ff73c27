using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Rules;

public sealed class ScenarioEngineTests
{
    private readonly FakeSignals _signals = new();
    private readonly Resource _cart = FakeSignals.Deployment("cart");
    private readonly Resource _web = FakeSignals.Deployment("web");
    private ScenarioEngine _engine = Toy.Engine();

    [Fact]
    public void A_scope_is_healthy_only_when_its_streams_are_known()
    {
        _signals.Set(Toy.Badness, _cart, 0).Set(Toy.OtherBadness, _cart, 0);
        Pass().Platform.Status.ShouldBe(Status.Healthy);
        _signals.Streams = (_, _) => FakeSignals.Aged(Freshness.Lost);
        var blind = Pass();
        Toy1(blind).Status.ShouldBe(Status.Unknown);
        Toy1(blind).Score.ShouldBeNull();
        Toy1(blind).Because!.Message.ShouldBe("connection refused");
        blind.Platform.Status.ShouldBe(Status.Unknown);
        blind.Platform.Score.ShouldBeNull();
    }

    [Fact]
    public void An_empty_scope_that_is_known_is_healthy_and_one_that_is_not_is_unknown()
    {
        Toy1(Pass()).Status.ShouldBe(Status.Healthy);
        _engine = Toy.Engine();
        _signals.Streams = (_, _) => FakeSignals.Aged(Freshness.Lost, UnknownCause.Starting);
        Toy1(Pass()).Status.ShouldBe(Status.Unknown);
    }

    [Fact]
    public void A_resource_without_a_value_makes_its_scope_unknown()
    {
        _signals.Set(Toy.Badness, _cart, 0).Set(Toy.OtherBadness, _cart, 0).Set(Toy.Badness, _web, 0);
        var report = Pass();
        Toy1(report).Status.ShouldBe(Status.Healthy);
        report.Scenarios[1].Status.ShouldBe(Status.Unknown);
        report.Scenarios[1].Because!.Message.ShouldContain("web: no value");
    }

    [Fact]
    public void The_score_is_impact_times_match_taken_from_a_hundred()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "0.75"));
        Toy1(Pass()).Score.ShouldBe(40);
    }

    [Fact]
    public void An_unknown_cause_counts_with_the_floor_and_says_so()
    {
        _signals.Set(Toy.Badness, _cart, 1);
        var state = Toy1(Pass());
        state.Score.ShouldBe(52);
        state.Resources.ShouldHaveSingleItem().Verdict.CauseKnown.ShouldBeFalse();
    }

    [Fact]
    public void An_established_look_alike_makes_the_match_zero_and_the_tile_healthy()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"), ("other", "yes"));
        Toy1(Pass()).Status.ShouldBe(Status.Healthy);
    }

    [Fact]
    public void The_worst_resource_speaks_for_the_scope_and_the_worst_scope_for_the_scenario()
    {
        var dr = FakeSignals.Deployment("cart", scope: FakeSignals.Dr);
        _engine = Toy.Engine(FakeSignals.Prod, FakeSignals.Dr);
        _signals.Set(Toy.Badness, _cart, 0.5, ("cause", "1")).Set(Toy.Badness, _web, 1, ("cause", "1")).Set(Toy.Badness, dr, 0);
        var state = Toy1(Pass());
        state.Worst.ShouldBe(_web);
        state.Score.ShouldBe(20);
        state.Scopes.Select(scope => scope.Status).ShouldBe([Status.Critical, Status.Healthy]);
    }

    [Fact]
    public void A_known_bad_scope_wins_over_an_unknown_one_and_an_unknown_one_over_health()
    {
        _engine = Toy.Engine(FakeSignals.Prod, FakeSignals.Dr);
        _signals.Set(Toy.Badness, _cart, 0);
        _signals.Streams = (scope, _) => scope == FakeSignals.Dr ? FakeSignals.Aged(Freshness.Lost) : FakeSignals.Fresh;
        Toy1(Pass()).Status.ShouldBe(Status.Unknown);
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"));
        var bad = Pass();
        Toy1(bad).Status.ShouldBe(Status.Critical);
        bad.Platform.Status.ShouldBe(Status.Critical);
    }

    [Fact]
    public void Stale_turns_healthy_unknown_keeps_bad_marked_and_lost_turns_all_unknown()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1")).Set(Toy.OtherBadness, _cart, 0);
        Pass();
        _signals.Streams = (_, _) => FakeSignals.Aged(Freshness.Stale);
        var stale = Pass();
        Toy1(stale).Status.ShouldBe(Status.Critical);
        Toy1(stale).Stale.ShouldBeTrue();
        stale.Scenarios[1].Status.ShouldBe(Status.Unknown);
        _signals.Streams = (_, _) => FakeSignals.Aged(Freshness.Lost);
        Toy1(Pass()).Status.ShouldBe(Status.Unknown);
    }

    [Fact]
    public void What_fires_and_goes_blind_keeps_its_last_score_in_the_platform()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"));
        Pass();
        _signals.Advance(11);
        Toy1(Pass()).Phase.ShouldBe(Phase.Firing);
        _signals.Streams = (_, _) => FakeSignals.Aged(Freshness.Lost);
        var blind = Pass();
        Toy1(blind).Status.ShouldBe(Status.Unknown);
        Toy1(blind).Phase.ShouldBe(Phase.Firing);
        blind.Platform.Score.ShouldBe(20);
        blind.Platform.Status.ShouldBe(Status.Critical);
        blind.Platform.Worst.ShouldBe(1);
    }

    [Fact]
    public void A_deleted_resource_resolves_and_an_error_never_does()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"));
        Pass();
        _signals.Advance(11);
        Pass();
        _signals.Remove(_cart);
        var gone = Pass();
        Toy1(gone).Status.ShouldBe(Status.Healthy);
        Toy1(gone).Phase.ShouldBe(Phase.Inactive);
    }

    [Fact]
    public void A_consequence_is_drawn_as_such_and_keeps_its_own_score()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"), ("onset", "2026-11-23T08:59:00Z"))
            .Set(Toy.OtherBadness, _web, 0.5, ("cause", "1"), ("onset", "2026-11-23T08:59:30Z"));
        var report = Pass();
        report.Scenarios[1].ExplainedBy!.Number.ShouldBe(1);
        report.Scenarios[1].Score.ShouldBe(40);
        report.Platform.Worst.ShouldBe(1);
        report.Scenarios[0].ExplainedBy.ShouldBeNull();
    }

    [Fact]
    public void What_began_long_before_its_supposed_cause_is_no_consequence()
    {
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"), ("onset", "2026-11-23T08:59:00Z"))
            .Set(Toy.OtherBadness, _web, 0.5, ("cause", "1"), ("onset", "2026-11-23T08:50:00Z"));
        Pass().Scenarios[1].ExplainedBy.ShouldBeNull();
    }

    [Fact]
    public void A_scenario_without_a_source_is_not_collected_and_not_judged()
    {
        var report = Pass();
        report.Scenarios[2].Status.ShouldBe(Status.NotCollected);
        report.Platform.Judged.ShouldBe(2);
    }

    [Fact]
    public void A_restart_resumes_a_firing_phase_without_firing_again()
    {
        var since = new Moment(_signals.Now.Wall.AddMinutes(-5), _signals.Now.Mono - TimeSpan.FromMinutes(5));
        _engine.Restore(1, _cart, Phase.Firing, since);
        _engine.Phases.ShouldHaveSingleItem().Resource.ShouldBe(_cart);
        _signals.Set(Toy.Badness, _cart, 1, ("cause", "1"));
        var state = Toy1(Pass());
        state.Phase.ShouldBe(Phase.Firing);
        state.Resources.ShouldHaveSingleItem().Since.ShouldBe(since);
    }

    [Fact]
    public void The_revision_grows_with_what_is_told_and_not_with_age()
    {
        _signals.Set(Toy.Badness, _cart, 0);
        var first = Pass();
        _signals.Advance(1);
        Pass().Revision.ShouldBe(first.Revision);
        _signals.Set(Toy.Badness, _cart, 1);
        Pass().Revision.ShouldBe(first.Revision + 1);
    }

    private EngineReport Pass() => _engine.Pass(_signals, [_cart, _web]);

    private static ScenarioState Toy1(EngineReport report) => report.Scenarios[0];
}
