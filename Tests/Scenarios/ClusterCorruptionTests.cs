using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class ClusterCorruptionTests
{
    [Fact]
    public void A_sound_control_plane_is_healthy() => Scene().Judge().Verdict.Score.ShouldBe(100);

    [Fact]
    public void Three_families_one_of_them_at_the_core_are_critical_and_the_first_mover_is_named()
    {
        var (judgement, verdict) = Scene()
            .With(Known.ControlPlane.LeaseAge, 65, ("since", "2026-11-23T08:58:10Z"))
            .With(Known.ControlPlane.SystemShort, 2, ("since", "2026-11-23T08:58:20Z"), ("components", "coredns,metrics-server"))
            .With(Known.ControlPlane.ApisUnavailable, 1, ("since", "2026-11-23T08:58:30Z")).Judge();
        verdict.Status.ShouldBe(Status.Critical);
        verdict.Match.ShouldBe(1);
        judgement.Headline.ShouldBe("prod: 3 parts of the control plane are ill: the controllers, system pods, aggregated APIs; first the controllers, at 08:58:10 UTC");
        judgement.Onset.ShouldBe(new DateTimeOffset(2026, 11, 23, 8, 58, 10, TimeSpan.Zero));
        judgement.Values["addon"].ShouldBe("coredns");
    }

    [Fact]
    public void Many_families_without_one_at_the_core_are_another_scenario()
    {
        var (_, verdict) = Scene().With(Known.ControlPlane.SystemShort, 3).With(Known.ControlPlane.ApisUnavailable, 1).With(Known.ControlPlane.NodesUnknown, 0.5).Judge();
        verdict.Match.ShouldBe(0);
        verdict.Status.ShouldBe(Status.Healthy);
    }

    [Fact]
    public void A_slow_or_overloaded_API_alone_is_scenario_1() =>
        Scene().With(Known.Api.TurnedAway, 0.5).With(Known.Api.ServerErrors, 0.3).With(Known.Api.StoreRead, 3.5).Judge().Verdict.Status.ShouldBe(Status.Healthy);

    [Fact]
    public void A_store_that_fails_with_requests_that_hang_is_critical() =>
        Scene().With(Known.Api.StoreFails, 1).With(Known.Api.StoreGap, 3.5).With(Known.Api.StoreRead, 3.5).Judge().Verdict.Status.ShouldBe(Status.Critical);

    [Fact]
    public void Controllers_that_stand_still_alone_are_degraded_and_a_change_of_leaders_is_nothing()
    {
        Scene().With(Known.ControlPlane.LeaseAge, 75).Judge().Verdict.Status.ShouldBe(Status.Degraded);
        Scene().With(Known.ControlPlane.LeaseAge, 45).With(Known.ControlPlane.Unnoticed, 4).Judge().Verdict.Status.ShouldBe(Status.Degraded);
        Scene().With(Known.ControlPlane.LeaseAge, 45).Judge().Verdict.Status.ShouldBe(Status.Healthy);
    }

    [Fact]
    public void A_webhook_that_blocks_pods_is_named_with_the_patch_that_lets_them_pass()
    {
        var blocked = FakeSignals.Deployment("cart");
        var (judgement, verdict) = Scene().With(Known.ControlPlane.WebhookBlocks, 1, ("count", "13"), ("webhook", "check.policy.example"), ("configuration", "policy.example"),
            ("configurationKind", "mutatingwebhookconfiguration"), ("index", "2"), ("since", "2026-11-23T08:59:10Z"), ("workloads", blocked.ToString())).Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Headline.ShouldBe("prod: webhook check.policy.example cannot be called and blocks the creation of pods");
        judgement.Values["webhookPatch"].ShouldBe("""[{"op":"replace","path":"/webhooks/2/failurePolicy","value":"Ignore"}]""");
        judgement.Values["webhookKind"].ShouldBe("mutatingwebhookconfiguration");
        judgement.Covers.ShouldContain(blocked);
    }

    [Fact]
    public void Another_cluster_under_the_same_name_is_decisive()
    {
        var (judgement, verdict) = Scene().With(Known.Api.StateReplaced, 1, ("before", "a"), ("now", "b"), ("since", "2026-11-23T08:59:10Z")).Judge();
        verdict.Match.ShouldBe(1);
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Headline.ShouldContain("another cluster than before");
    }

    [Fact]
    public void What_is_older_than_its_stream_allows_is_not_counted_and_not_called_sound()
    {
        var (judgement, verdict) = Scene().With(Known.ControlPlane.LeaseAge, 120).With(Known.ControlPlane.SystemShort, 2).With(Known.ControlPlane.NodesUnknown, 1)
            .Stale(UnknownCause.SourceDown, Streams.SystemLeases, Streams.Pods, Streams.Nodes, Streams.Deployments).Judge();
        verdict.Status.ShouldBe(Status.Unknown);
        verdict.Because.ShouldNotBeNull().Cause.ShouldBe(UnknownCause.SourceDown);
        judgement.Symptoms.Single(symptom => symptom.Key == "idleControllers").Value.ShouldBeNull();
    }

    [Theory]
    [InlineData(UnknownCause.Denied)]
    [InlineData(UnknownCause.NotPublished)]
    public void A_right_that_is_missing_or_a_list_that_is_not_served_switches_off_its_family_alone(UnknownCause cause) =>
        Scene().Without(Known.ControlPlane.LeaseAge, Known.ControlPlane.ApisUnavailable).Stale(cause, Streams.SystemLeases, Streams.ApiServices).Judge().Verdict.Status.ShouldBe(Status.Healthy);

    [Fact]
    public void Pods_that_may_not_be_read_leave_it_unknown() =>
        Scene().Stale(UnknownCause.Denied, Streams.Pods).Judge().Verdict.Status.ShouldBe(Status.Unknown);

    private static ClusterScene Scene() => new(new ClusterCorruption());
}
