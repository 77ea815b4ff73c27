using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class HpaNotScalingTests
{
    private static readonly Resource Target = FakeSignals.Deployment("checkout");
    private static readonly Resource Hpa = Target.Sibling(Kinds.Hpa, "checkout");

    private readonly FakeSignals _signals = new();

    public HpaNotScalingTests()
    {
        _signals.Workload(Target, desired: 8);
        With(Known.Hpa.Current, 8, ("targetKind", "deployment"), ("target", "checkout"), ("metrics", "cpu 54 % of 60 %"));
        With(Known.Hpa.Desired, 8).With(Known.Hpa.Minimum, 4).With(Known.Hpa.Maximum, 12).With(Known.Hpa.Demand, 0.9).With(Known.Hpa.Deficit, 0);
        With(Known.Hpa.MaxedFor, 0).With(Known.Hpa.BlindFor, 0).With(Known.Hpa.NotConvergingFor, 0).With(Known.Hpa.PendingPods, 0).With(Known.Hpa.MissingRequest, 0);
        With(Known.Hpa.MetricsAvailable, 1, ("nodes", "9 of 9")).With(Known.Hpa.MetricsAge, 14).With(Known.Hpa.Lints, 0);
    }

    [Theory]
    [InlineData(1.1, 60, 0.11, Status.Degraded)]
    [InlineData(1.5, 60, 0.333, Status.Critical)]
    [InlineData(3, 29, 0.66, Status.Healthy)] // the target has just been scaled: not settled yet
    [InlineData(0.9, 0, 0, Status.Healthy)] // at the maximum, and no more is wanted
    public void At_the_maximum_it_is_bad_by_what_is_wanted_beyond(double demand, double seconds, double deficit, Status expected)
    {
        With(Known.Hpa.Current, 12, ("targetKind", "deployment"), ("target", "checkout")).With(Known.Hpa.Desired, 12).With(Known.Hpa.Demand, demand);
        With(Known.Hpa.MaxedFor, seconds, ("since", "2026-11-23T08:59:00Z")).With(Known.Hpa.Deficit, deficit);
        var (judgement, verdict) = Judge();
        verdict.Status.ShouldBe(expected);
        judgement.Covers.ShouldContain(Target);
        if (expected == Status.Healthy)
            return;
        verdict.Match.ShouldBe(1);
        judgement.Values["variant"].ShouldBe("maxed");
        judgement.Values["maxReplicas"].ShouldBe($"{Math.Ceiling(12 * demand)}");
        judgement.Onset.ShouldBe(new DateTimeOffset(2026, 11, 23, 8, 59, 0, TimeSpan.Zero));
        judgement.Headline.ShouldStartWith("checkout: at its maximum of 12, demand is ");
    }

    [Theory]
    [InlineData(40, null, Status.Healthy)] // one sync of a fresh rollout, and the next
    [InlineData(45, null, Status.Degraded)]
    [InlineData(3600, null, Status.Degraded)] // whoever never saw a demand cannot call it critical
    [InlineData(3600, 0.5, Status.Degraded)]
    [InlineData(45, 0.9, Status.Degraded)]
    [InlineData(90, 0.9, Status.Critical)]
    public void Blindness_is_bad_after_three_looks_and_critical_with_demand(double seconds, double? demand, Status expected)
    {
        Blind(seconds, HpaBlindness.MetricsApi, demand);
        With(Known.Hpa.MetricsAvailable, 0, ("message", "service unavailable"));
        Judge().Verdict.Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData(HpaBlindness.MissingRequest, "missing-requests", "container log-shipper has no cpu request")]
    [InlineData(HpaBlindness.MetricsApi, "blind", "the metrics API does not answer")]
    [InlineData(HpaBlindness.NoSamples, "blind", "no metrics of its pods")]
    [InlineData(HpaBlindness.Selector, "blind-other", "selector")]
    [InlineData(HpaBlindness.OtherMetric, "blind-other", "custom or external metric")]
    [InlineData(HpaBlindness.Target, "blind-other", "cannot be read or scaled")]
    [InlineData(HpaBlindness.Other, "blind-other", "FailedGetResourceMetric")]
    public void Each_way_to_be_blind_has_its_words_and_its_repair(HpaBlindness cause, string variant, string words)
    {
        Blind(120, cause, 0.9);
        var (judgement, verdict) = Judge();
        judgement.Values["variant"].ShouldBe(variant);
        judgement.Headline.ShouldContain(words);
        verdict.Match.ShouldBe(1);
        judgement.Values.ContainsKey("maxReplicas").ShouldBeFalse("a blind one is not helped by a higher maximum");
    }

    [Fact]
    public void Replicas_that_are_asked_for_and_do_not_come_are_told()
    {
        With(Known.Hpa.Desired, 10).With(Known.Hpa.NotConvergingFor, 180, ("since", "2026-11-23T08:57:00Z"));
        var (judgement, verdict) = Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Values["variant"].ShouldBe("not-followed");
    }

    [Fact]
    public void A_target_behind_the_limits_is_told_when_the_pods_are_at_them()
    {
        With(Known.Hpa.TargetOfReachable, 0.95, ("resource", "cpu"), ("most", "100")).With(Known.Hpa.UseOfReachable, 0.5);
        Judge().Verdict.Status.ShouldBe(Status.Healthy);
        With(Known.Hpa.UseOfReachable, 1);
        var (judgement, verdict) = Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Values["variant"].ShouldBe("throttled");
    }

    [Theory]
    [InlineData("6 · EKS node group")]
    [InlineData("2 · Config crash loop")]
    [InlineData("4 · ImagePullBackOff")]
    public void It_scaled_and_the_pods_do_not_come_up_is_another_scenario(string other)
    {
        With(Known.Hpa.MaxedFor, 120).With(Known.Hpa.Deficit, 0.3).With(Known.Hpa.Demand, 1.5);
        if (other[0] == '6')
            With(Known.Hpa.PendingPods, 4, ("message", "0/9 nodes are available: 9 Insufficient cpu."));
        else
            _signals.Set(other[0] == '2' ? Known.Crash.LoopingPods : Known.ImagePull.FailingPods, Target, 4);
        var (judgement, verdict) = Judge();
        judgement.RuledOut.Single(one => one.Instead).What.ShouldBe(other);
        verdict.Match.ShouldBe(0);
    }

    [Fact]
    public void Pods_that_crash_do_not_explain_an_autoscaler_without_a_metrics_api()
    {
        Blind(120, HpaBlindness.MetricsApi, 0.9);
        _signals.Set(Known.Crash.LoopingPods, Target, 8);
        Judge().Judgement.RuledOut.ShouldAllBe(one => !one.Instead);
    }

    [Fact]
    public void Blindness_that_nobody_measured_is_no_data_not_health()
    {
        _signals.Unset(Known.Hpa.BlindFor, Hpa);
        Judge().Verdict.Status.ShouldBe(Status.Unknown);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void A_sick_control_plane_explains_blindness_in_its_cluster(int by)
    {
        Blind(120, HpaBlindness.MetricsApi, 0.9);
        var cluster = new Judgement(Target.ParentCluster!, "", [], [], [], new Dictionary<string, string>(), null, [], FakeSignals.Fresh);
        var edge = ExplanationTable.All.Single(one => one.By == by && one.Whom == 3);
        ExplanationTable.Reaches(edge.Reach, cluster, Judge().Judgement).ShouldBeTrue();
    }

    [Fact]
    public void A_node_group_explains_the_autoscaler_of_the_workload_that_it_covers_and_no_other()
    {
        Judgement Group(Resource covered) => new(Target.Sibling(Kinds.NodeGroup, "app", ""), "", [], [], [], new Dictionary<string, string>(), null, [covered], FakeSignals.Fresh);
        var judgement = Judge().Judgement;
        ExplanationTable.Reaches(Reach.Covered, Group(Target), judgement).ShouldBeTrue();
        ExplanationTable.Reaches(Reach.Covered, Group(FakeSignals.Deployment("cart")), judgement).ShouldBeFalse();
    }

    private void Blind(double seconds, HpaBlindness cause, double? demand)
    {
        _signals.Unset(Known.Hpa.Demand, Hpa).Unset(Known.Hpa.Deficit, Hpa);
        var request = cause == HpaBlindness.MissingRequest ? new[] { ("resource", "cpu"), ("container", "log-shipper") } : [];
        With(Known.Hpa.BlindFor, seconds, [("cause", $"{cause}"), ("reason", "FailedGetResourceMetric"), ("message", "no"), .. request]);
        if (demand is { } last)
            With(Known.Hpa.LastDemand, last);
    }

    private HpaNotScalingTests With(Signal signal, double value, params (string, string)[] detail)
    {
        _signals.Set(signal, Hpa, value, detail);
        return this;
    }

    private (Judgement Judgement, Verdict Verdict) Judge()
    {
        var seed = SeedFiles.Catalog[3];
        var judging = new Judging(seed, Hpa, _signals);
        new HpaNotScaling().Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }
}
