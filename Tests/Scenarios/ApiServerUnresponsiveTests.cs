using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class ApiServerUnresponsiveTests
{
    private const string Begin = "2026-11-23T08:59:30Z";

    [Fact]
    public void A_server_that_answers_is_healthy()
    {
        var (judgement, verdict) = new ClusterScene(new ApiServerUnresponsive()).Judge();
        verdict.Score.ShouldBe(100);
        judgement.Headline.ShouldBe("prod: the API server answers");
    }

    [Fact]
    public void No_run_of_the_ladder_is_no_data_not_health() =>
        new ClusterScene(new ApiServerUnresponsive()).Without(Known.Api.FailedRatio).Judge().Verdict.Status.ShouldBe(Status.Unknown);

    [Theory]
    [InlineData(ProbeClasses.Dns, "its name cannot be resolved")]
    [InlineData(ProbeClasses.Connect, "no connection to it")]
    [InlineData(ProbeClasses.Tls, "TLS with it fails")]
    public void One_vantage_without_a_second_channel_is_at_most_degraded(string @class, string words)
    {
        var (judgement, verdict) = Gone(@class).Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        verdict.CauseKnown.ShouldBeFalse();
        judgement.Headline.ShouldBe($"prod: {words} for 30 s; the cluster, or our network");
    }

    [Fact]
    public void Another_cluster_that_answers_from_here_makes_it_critical()
    {
        var (judgement, verdict) = Gone(ProbeClasses.Connect).Neighbour(answers: true).Judge();
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Headline.ShouldBe("prod: no connection to it for 30 s; dr answers from here");
    }

    [Fact]
    public void Another_cluster_that_does_not_answer_either_speaks_for_our_network() =>
        Gone(ProbeClasses.Connect).Neighbour(answers: false).Judge().Verdict.Status.ShouldBe(Status.Degraded);

    [Fact]
    public void A_server_that_takes_requests_and_does_not_answer_is_critical_without_a_second_channel()
    {
        var (judgement, verdict) = Gone(ProbeClasses.Hang).Judge();
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Headline.ShouldContain("does not answer");
    }

    [Fact]
    public void Credentials_that_are_refused_are_told_apart_and_degraded()
    {
        var (judgement, verdict) = new ClusterScene(new ApiServerUnresponsive()).With(Known.Api.AuthFailures, 6, ("since", Begin), ("message", "401: Unauthorized")).Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Headline.ShouldBe("prod: the API answers, and refuses the credentials of Watch (401)");
    }

    [Fact]
    public void An_overloaded_server_is_named_so()
    {
        var (judgement, verdict) = new ClusterScene(new ApiServerUnresponsive())
            .With(Known.Api.FailedRatio, 0.4, ("reached", "true"), ("class", ProbeClasses.Overload), ("step", LadderSteps.Cached))
            .With(Known.Api.TurnedAway, 0.3).With(Known.Api.CachedRead, 2.1).Judge();
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Headline.ShouldBe("prod: overloaded: 30 % of the reads are turned away (429), a read takes 2.10 s");
    }

    [Fact]
    public void A_store_that_hangs_is_handed_to_13_by_name()
    {
        var (judgement, verdict) = new ClusterScene(new ApiServerUnresponsive()).With(Known.Api.StoreRead, 3.5).With(Known.Api.StoreGap, 3.4).With(Known.Api.StoreFails, 1).Judge();
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Headline.ShouldContain("reads that need the store hang");
        judgement.RuledOut.Single(one => one.What.StartsWith("13 ", StringComparison.Ordinal)).Why.ShouldContain("see there");
    }

    [Fact]
    public void One_probe_that_fails_and_a_server_that_shuts_down_are_ordinary_life() =>
        new ClusterScene(new ApiServerUnresponsive()).With(Known.Api.FailedRatio, 1 / 12.0).With(Known.Api.FailuresInARow, 1, ("class", ProbeClasses.Reset), ("since", Begin))
            .With(Known.Api.FailingChecks, 0, ("transient", "shutdown")).Judge().Verdict.Status.ShouldBe(Status.Healthy);

    private static ClusterScene Gone(string @class) => new ClusterScene(new ApiServerUnresponsive())
        .With(Known.Api.FailedRatio, 1, ("reached", "false"), ("class", @class), ("step", LadderSteps.Connect))
        .With(Known.Api.FailuresInARow, 6, ("class", @class), ("step", LadderSteps.Connect), ("since", Begin))
        .Without(Known.Api.CachedRead, Known.Api.StoreRead, Known.Api.StoreGap, Known.Api.ServerErrors, Known.Api.TurnedAway);
}
