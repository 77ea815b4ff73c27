using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class CrashLoopAfterConfigMapChangeTests
{
    [Fact]
    public void Six_of_eight_pods_that_crash_after_a_change_are_critical_and_the_sentence_names_both()
    {
        var (judgement, verdict) = Crashing().Judge();
        verdict.Status.ShouldBe(Status.Critical);
        verdict.Match.ShouldBeGreaterThan(0.9);
        judgement.Headline.ShouldBe("checkout: 6 of 8 pods crash-looping, 48 s after ConfigMap checkout-config changed");
        judgement.Values["configmap"].ShouldBe("checkout-config");
        judgement.Values["style"].ShouldBe("in-place");
    }

    [Fact]
    public void One_crashing_pod_of_a_rollout_that_serves_all_the_while_is_degraded()
    {
        var scene = Crashing().With(Known.Crash.LoopingPods, 1, ("pod", "checkout-1"), ("exitCode", "1"))
            .With(Known.Workload.BelowMinimum, 0).With(Known.Workload.Ready, 7);
        scene.Judge().Verdict.Status.ShouldBe(Status.Degraded);
    }

    [Fact]
    public void No_crash_is_healthy_whatever_changed()
    {
        var (_, verdict) = Crashing().With(Known.Crash.LoopingPods, 0).Judge();
        verdict.Status.ShouldBe(Status.Healthy);
        verdict.Score.ShouldBe(100);
    }

    [Fact]
    public void A_missing_crash_count_is_no_data_not_health()
    {
        var (judgement, _) = Crashing().Without(Known.Crash.LoopingPods).Judge();
        judgement.Symptoms.Single(symptom => symptom.Key == "crashShare").Value.ShouldBeNull();
    }

    [Fact]
    public void A_key_that_the_kubelet_misses_decides_without_any_change_seen()
    {
        var (judgement, verdict) = Crashing().Without(Known.Crash.ChangeToCrash)
            .With(Known.Crash.MissingReference, 1, ("configmap", "checkout-config"), ("key", "URL"), ("message", "couldn't find key URL in ConfigMap shop/checkout-config")).Judge();
        verdict.Match.ShouldBe(1);
        judgement.Values["style"].ShouldBe("missing");
        judgement.Headline.ShouldContain("couldn't find key URL");
    }

    [Fact]
    public void Without_ConfigMaps_to_read_the_match_is_the_floor_and_the_sentence_says_that_the_cause_is_not_known()
    {
        var scene = Crashing();
        foreach (var signal in ConfigSignals)
            scene.Without(signal);
        foreach (var signal in (Signal[])[Known.Crash.FastExits, Known.Crash.SurvivorsOnOldConfig, Known.Crash.ImageChanged])
            scene.Without(signal);
        scene.Signals.Streams = (_, stream) => stream == Streams.ConfigMaps ? FakeSignals.Aged(Freshness.Lost, UnknownCause.Denied) : FakeSignals.Fresh;
        var (judgement, _) = scene.Judge();
        Score.Match(judgement).ShouldBeNull();
        judgement.Headline.ShouldEndWith("the cause is not known");
    }

    [Fact]
    public void A_change_half_a_day_ago_is_a_weaker_suspect_than_one_a_minute_ago()
    {
        var now = Crashing().Judge().Verdict.Match;
        var late = Crashing().With(Known.Crash.ChangeToCrash, 12 * 3600, Change).Without(Known.Crash.MessageNamesConfig).Judge().Verdict.Match;
        late.ShouldBeLessThan(now);
        late.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_change_of_what_changes_all_the_time_is_a_weak_suspect_and_never_no_change()
    {
        var (judgement, verdict) = Crashing().With(Known.Crash.ChangeToCrash, 48, [.. Change, ("often", "true")]).Judge();
        verdict.Match.ShouldBeLessThan(Crashing().Judge().Verdict.Match);
        verdict.Status.ShouldBe(Status.Critical);
        judgement.RuledOut.ShouldAllBe(one => !one.Instead);
        judgement.Causes.Single(cause => cause.Key == "changedBefore").Text.ShouldEndWith("it changes more than six times an hour");
    }

    // Each look-alike of the reference's section 2c, positively established, is told by name and clears the tile.
    [Theory]
    [InlineData("Out of memory")]
    [InlineData("A liveness probe that is too strict")]
    [InlineData("A new image")]
    [InlineData("Configuration: the pods read no ConfigMap")]
    [InlineData("Configuration: no ConfigMap it reads changed")]
    [InlineData("The crash began before the change")]
    [InlineData("9 · IAM permissions")]
    [InlineData("6 · EKS node group")]
    public void A_look_alike_that_is_established_is_ruled_out_by_name(string lookAlike)
    {
        var scene = Crashing();
        _ = lookAlike switch
        {
            "Out of memory" => scene.With(Known.Crash.OomShare, 1),
            "A liveness probe that is too strict" => scene.With(Known.Crash.LivenessShare, 0.8),
            "A new image" => scene.With(Known.Crash.ImageChanged, 1, ("image", "web:2"), ("previousImage", "web:1")).Without(Known.Crash.ChangeToCrash),
            "Configuration: the pods read no ConfigMap" => scene.With(Known.Crash.ReadsConfigMap, 0).Without(Known.Crash.ChangeToCrash),
            "Configuration: no ConfigMap it reads changed" => scene.Without(Known.Crash.ChangeToCrash),
            "The crash began before the change" => scene.With(Known.Crash.ChangeToCrash, -30, Change),
            "9 · IAM permissions" => scene.With(Known.Crash.AwsDenied, 1),
            _ => scene.With(Known.Crash.OnBadNodes, 1),
        };
        var (judgement, verdict) = scene.Judge();
        verdict.Match.ShouldBe(0);
        verdict.Status.ShouldBe(Status.Healthy);
        judgement.RuledOut.Where(one => one.Instead).Select(one => one.What).ShouldContain(lookAlike);
    }

    [Fact]
    public void A_new_image_together_with_a_change_whose_old_readers_survive_stays_a_suspect_with_a_lower_match()
    {
        var both = Crashing().With(Known.Crash.ImageChanged, 1, ("image", "web:2"), ("previousImage", "web:1")).Judge();
        both.Verdict.Match.ShouldBeLessThan(Crashing().Judge().Verdict.Match);
        both.Verdict.Match.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_restore_patch_is_a_value_only_when_the_collector_gave_one()
    {
        Crashing().Judge().Judgement.Values.ContainsKey("restorePatch").ShouldBeFalse();
        Crashing().With(Known.Crash.ChangeToCrash, 48, [.. Change, ("restorePatch", "{\"data\":{\"A\":\"1\"}}")]).Judge()
            .Judgement.Values["restorePatch"].ShouldBe("{\"data\":{\"A\":\"1\"}}");
    }

    private static readonly Signal[] ConfigSignals =
        [Known.Crash.ChangeToCrash, Known.Crash.ReadsConfigMap, Known.Crash.TemplateConfigOnly, Known.Crash.MessageNamesConfig, Known.Crash.MissingReference];

    private static readonly (string, string)[] Change =
        [("configmap", "checkout-config"), ("keys", "PAYMENT_TIMEOUT_MS"), ("changedAt", "2026-11-23T08:57:07Z"), ("manager", "kubectl-edit"), ("style", "in-place")];

    private static Scene Crashing() => new Scene(new CrashLoopAfterConfigMapChange())
        .With(Known.Crash.LoopingPods, 6, ("pod", "checkout-1"), ("container", "app"), ("exitCode", "1"), ("firstCrash", "2026-11-23T08:57:55Z"))
        .With(Known.Workload.BelowMinimum, 5).With(Known.Workload.Ready, 2).With(Known.Workload.Minimum, 7)
        .With(Known.Crash.ChangeToCrash, 48, Change)
        .With(Known.Crash.ReadsConfigMap, 1, ("configmaps", "checkout-config"))
        .With(Known.Crash.MissingReference, 0)
        .With(Known.Crash.SurvivorsOnOldConfig, 1)
        .With(Known.Crash.TemplateConfigOnly, 1)
        .With(Known.Crash.ImageChanged, 0)
        .With(Known.Crash.FastExits, 1)
        .With(Known.Crash.OomShare, 0)
        .With(Known.Crash.LivenessShare, 0)
        .With(Known.Crash.OnBadNodes, 0)
        .With(Known.Crash.MessageNamesConfig, 1, ("message", "PAYMENT_TIMEOUT_MS: invalid"));
}
