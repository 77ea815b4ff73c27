using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class ScenarioDetailsTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 11, 23, 9, 2, 7, TimeSpan.Zero), TimeSpan.FromHours(3));

    [Fact]
    public async Task The_score_unfolds_into_symptoms_causes_and_what_was_ruled_out()
    {
        var detail = await ComposeAsync(FakeBoards.Explained(Now), null);
        var resource = detail.Resources.ShouldHaveSingleItem();
        resource.ShouldSatisfyAllConditions(
            () => resource.Score.ShouldBe(20),
            () => resource.Symptoms[0].Limits.ShouldBe("degraded from 1 %, critical from 50 %"),
            () => resource.Symptoms[0].Signal.ShouldBe("workload_pods_crashlooping"),
            () => resource.Causes.Count.ShouldBe(2),
            () => resource.RuledOut[0].Instead.ShouldBeFalse());
        detail.Consequences.ShouldHaveSingleItem().Number.ShouldBe(8);
        detail.Limits.ShouldContain(limit => limit.Name == "MatchFloor");
    }

    [Fact]
    public async Task What_changed_is_about_the_bad_workload_and_the_config_map_it_names()
    {
        var store = new FakeStateStore
        {
            Facts =
            [
                Fact("a", Kinds.ConfigMap, "checkout-config"), Fact("b", Kinds.ConfigMap, "cart-config"),
                Fact("c", Kinds.Deployment, "checkout"), Fact("d", Kinds.Deployment, "cart"),
            ],
        };
        var detail = await ComposeAsync(FakeBoards.OneCritical(Now), store);
        detail.Changes.Select(change => change.Text).Order().ShouldBe(["a", "c"]);
        detail.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_fails_costs_its_part_and_is_said()
    {
        var detail = await ComposeAsync(FakeBoards.OneCritical(Now), new FakeStateStore { Broken = "the disk is full" });
        detail.Resources.ShouldNotBeEmpty();
        detail.History.ShouldBeEmpty();
        detail.Gaps.Count.ShouldBe(2);
        detail.Gaps.ShouldAllBe(gap => gap.EndsWith("the disk is full"));
    }

    [Fact]
    public async Task History_is_of_the_tile_and_not_of_its_scopes()
    {
        var store = new FakeStateStore { Changes = [Change(null), Change(FakeBoards.Prod)] };
        (await ComposeAsync(FakeBoards.OneCritical(Now), store)).History.ShouldHaveSingleItem().Status.ShouldBe("critical");
    }

    private static Task<ScenarioDetail> ComposeAsync(EngineReport engine, IStateStore? store) =>
        new ScenarioDetails(new FakeLimits(), NullLogger<ScenarioDetails>.Instance, state: store)
            .ComposeAsync(engine.Scenarios[1], engine, [], TestContext.Current.CancellationToken);

    private static Fact Fact(string text, string kind, string name) =>
        new(text, FactKinds.ConfigMapChanged, FakeBoards.Checkout.Sibling(kind, name), Now.Wall.AddMinutes(-5), text);

    private static VerdictChange Change(Scope? scope) =>
        new(2, scope, Now.Wall.AddMinutes(-5), ApnaKart.Watch.Rules.Scoring.Status.Critical, 20, Phase.Pending, "", null);

    private sealed class FakeLimits : ILimits
    {
        public IReadOnlyList<LimitDetail> Of(Seed seed) => [new LimitDetail("MatchFloor", $"{seed.MatchFloor}", "a seed")];
    }
}
