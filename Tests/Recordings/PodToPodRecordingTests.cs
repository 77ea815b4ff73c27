using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>What scenario 5 says of recorded incidents, and of recorded ordinary life.</summary>
public sealed class PodToPodRecordingTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Readiness_that_fails_everywhere_and_then_a_selector_that_finds_nobody_are_both_seen_and_told_apart()
    {
        var bad = Story("05-service-without-ready-endpoints").Where(one => one.Bad).ToList();
        var readiness = bad.Where(one => one.At < Day + new TimeSpan(4, 48, 40)).ToList();
        var selector = bad.Where(one => one.At > Day + new TimeSpan(4, 48, 45)).ToList();

        readiness[0].At.ShouldBeLessThan(Day + new TimeSpan(4, 47, 33) + TimeSpan.FromSeconds(30));
        readiness.ShouldAllBe(one => one.Headline.StartsWith("checkout: no ready endpoint, 2 before (seen): 2 pods run, but their readiness probe fails", StringComparison.Ordinal)
            || one.Headline.StartsWith("checkout: 0 of 2", StringComparison.Ordinal) || one.Headline.StartsWith("checkout: 1 of 2", StringComparison.Ordinal));
        readiness.ShouldContain(one => one.Status == Status.Critical && one.By == null);
        selector[0].At.ShouldBeLessThan(Day + new TimeSpan(4, 48, 51) + TimeSpan.FromSeconds(15));
        selector.ShouldAllBe(one => one.Status == Status.Critical && one.Headline == "checkout: no ready endpoint, 2 before (seen): its selector app=checkout-v2 finds no pod; 2 have app=checkout");
        Story("05-service-without-ready-endpoints")[^1].Bad.ShouldBeFalse();
    }

    [Fact]
    public void A_default_deny_is_inferred_at_most_degraded_and_over_when_DNS_is_allowed()
    {
        var story = Story("05-networkpolicy-default-deny");
        var bad = story.Where(one => one.Bad).ToList();
        bad[0].At.ShouldBeLessThan(Day + new TimeSpan(4, 50, 14));
        bad[^1].At.ShouldBeLessThan(Day + new TimeSpan(4, 50, 53));
        bad.ShouldAllBe(one => one.Status == Status.Degraded && one.Headline.EndsWith("(inferred, no failure seen)", StringComparison.Ordinal));
        bad[^1].Headline.ShouldContain("may not ask DNS: NetworkPolicy fulfilment/");
    }

    [Fact]
    public void A_service_that_lost_its_pods_to_a_bad_configmap_is_a_consequence_of_scenario_2_and_never_a_root()
    {
        var bad = Story("02-configmap-inplace-all-down").Where(one => one.Bad).ToList();
        bad.ShouldContain(one => one.Headline.StartsWith("cart: no ready endpoint, 2 before (seen): its pods crash", StringComparison.Ordinal));
        bad.ShouldAllBe(one => one.By == 2);
    }

    [Theory]
    [InlineData("02-configmap-hashed-crash")]
    [InlineData("02-configmap-inplace-crash")]
    [InlineData("02-configmap-key-missing")]
    [InlineData("03-hpa-missing-requests")]
    [InlineData("04-image-tag-missing")]
    [InlineData("04-image-denied-403")]
    [InlineData("13-controller-manager-frozen")]
    [InlineData("13-etcd-frozen")]
    [InlineData("13-scheduler-down")]
    [InlineData("06-containerd-down")]
    [InlineData("neg-configmap-metadata-only-change")]
    [InlineData("neg-cordon-drain")]
    [InlineData("neg-cronjob")]
    [InlineData("neg-duplicate-events-folding")]
    [InlineData("neg-hpa-at-min")]
    [InlineData("neg-job-failing")]
    [InlineData("neg-liveness-killed")]
    [InlineData("neg-new-image-crash-with-unrelated-configmap-change")]
    [InlineData("neg-oomkilled-loop")]
    [InlineData("neg-rolling-update-ok")]
    [InlineData("neg-rollout-slow-start")]
    [InlineData("neg-scale-down")]
    [InlineData("neg-watch-410-pods-events-replayed")]
    [InlineData("neg-watch-410-relist")]
    public void Where_services_keep_their_endpoints_nothing_is_bad(string name) => Story(name).Where(one => one.Bad).Select(one => $"{one.At:T} {one.Headline}").Distinct().ShouldBeEmpty();

    private sealed record Second(DateTimeOffset At, Status Status, string Headline, int? By)
    {
        public bool Bad => Status is Status.Degraded or Status.Critical;
    }

    private static List<Second> Story(string name)
    {
        var file = Replay.File(name);
        Assert.SkipUnless(file is not null, Fixtures.Absent);
        var seeds = SeedFiles.Catalog;
        var engine = new ScenarioEngine([.. seeds.Seeds.Select(seed => (seed, Signatures.All.FirstOrDefault(one => one.Number == seed.Number)))], seeds.Scoring, [Replay.Scope]);
        var story = new List<Second>();
        Replay.Run(file, tick =>
        {
            var state = engine.Pass(tick.Signals, tick.Touched).Scenarios.Single(one => one.Seed.Number == 5);
            story.Add(new Second(tick.Now.Wall, state.Status, state.Headline, state.ExplainedBy?.Number));
        });
        return story;
    }
}
