using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class EcrThrottlingTests
{
    private const string Ecr = "111122223333.dkr.ecr.ap-south-1.amazonaws.com";

    private readonly FakeSignals _signals = new();

    [Theory]
    [InlineData(3, Status.Degraded)]
    [InlineData(11, Status.Critical)]
    [InlineData(2, Status.Healthy)]
    public void The_more_pods_wait_the_worse_it_is(int pods, Status status) => Judge(Scene(pods)).Verdict.Status.ShouldBe(status);

    [Fact]
    public void One_image_alone_is_left_to_scenario_4()
    {
        var registry = Scene(6);
        _signals.Set(Known.Registry.ThrottledImages, registry, 1, ("names", "a:1"));
        var (judgement, verdict) = Judge(registry);
        verdict.Status.ShouldBe(Status.Healthy);
        judgement.RuledOut.Single(one => one.What.StartsWith("4 ", StringComparison.Ordinal)).Instead.ShouldBeTrue();
    }

    [Fact]
    public void Another_registry_has_other_limits()
    {
        var (judgement, verdict) = Judge(Scene(6, "docker.io", ecr: false));
        verdict.Match.ShouldBe(0);
        judgement.RuledOut.Single(one => one.Instead).Why.ShouldContain("not ECR");
    }

    [Fact]
    public void The_share_of_few_pulls_says_nothing_and_that_of_past_pulls_is_over()
    {
        var registry = Scene(3);
        _signals.Set(Known.Registry.Attempts, registry, 12, ("throttled", "6"), ("succeeded", "6"));
        Judge(registry).Judgement.Symptoms[1].Value.ShouldBeNull();

        registry = Scene(0);
        Judge(registry).Judgement.Symptoms[1].Value.ShouldBe(0);
        Judge(registry).Verdict.Score.ShouldBe(100);
    }

    [Fact]
    public void It_is_told_in_numbers_and_covers_the_workloads_that_wait()
    {
        var registry = Scene(11);
        _signals.Workload(FakeSignals.Deployment("checkout"), desired: 8);
        _signals.Workload(FakeSignals.Deployment("cart"), desired: 8);
        _signals.Set(Known.Registry.WorkloadPods, FakeSignals.Deployment("checkout"), 3, ("registries", $"docker.io\n{Ecr}"));
        var (judgement, _) = Judge(registry);
        judgement.Headline.ShouldBe("ECR ap-south-1 (111122223333): 11 pods wait in 4 workloads: pulls are throttled (429), of 4 images on 5 nodes");
        judgement.Covers.ShouldBe([registry, FakeSignals.Deployment("checkout")]);
        judgement.Values["until"].ShouldBe("2026-03-02T11:00:00Z");
        judgement.Values["since"].ShouldBe("2026-03-02T09:50:00Z");
        ExplanationTable.All.ShouldContain(edge => edge.By == 10 && edge.Whom == 4);
    }

    [Fact]
    public void A_registry_of_which_nothing_is_known_is_not_healthy()
    {
        var registry = Scene(3);
        _signals.Unset(Known.Registry.ThrottledPods, registry);
        Judge(registry).Verdict.Status.ShouldNotBe(Status.Healthy);
    }

    [Fact]
    public void Without_events_the_pods_alone_speak_and_the_causes_say_that_they_are_not_known()
    {
        var registry = Scene(11);
        foreach (var signal in (Signal[])[Known.Registry.ThrottledImages, Known.Registry.Attempts, Known.Registry.ThrottledRatio, Known.Registry.ImagesBoth])
            _signals.Unset(signal, registry);
        var (judgement, _) = Judge(registry);
        judgement.Causes.Single(cause => cause.Key == "manyImages").Share.ShouldBeNull();
        judgement.Causes.Single(cause => cause.Key == "comesAndGoes").Share.ShouldBeNull();
    }

    private Resource Scene(int pods, string host = Ecr, bool ecr = true)
    {
        var registry = new Resource(Kinds.Registry, host, "", FakeSignals.Prod.Cluster, FakeSignals.Prod.Region);
        var words = new List<(string, string)> { ("nodes", "5"), ("workloads", "4"), ("since", "2026-03-02T10:00:00Z"), ("pod", "checkout-1"), ("namespace", "shop"), ("workload", "checkout"), ("kind", "deployment") };
        if (ecr)
            words.AddRange([("ecrRegion", "ap-south-1"), ("account", "111122223333")]);
        _signals.Set(Known.Registry.ThrottledPods, registry, pods, [.. words]);
        _signals.Set(Known.Registry.ThrottledImages, registry, 4, ("names", "a:1,b:1,c:1,d:1"));
        _signals.Set(Known.Registry.ImagesBoth, registry, 2);
        _signals.Set(Known.Registry.Attempts, registry, 40, ("throttled", "24"), ("succeeded", "16"));
        _signals.Set(Known.Registry.ThrottledRatio, registry, pods < 10 ? 0.05 : 0.2);
        _signals.Set(Known.Registry.YoungPods, registry, 18, ("workloads", "6"));
        _signals.Set(Known.Registry.KubeletLimited, registry, 0);
        return registry;
    }

    private (Judgement Judgement, Verdict Verdict) Judge(Resource registry)
    {
        var seed = SeedFiles.Catalog[10];
        var judging = new Judging(seed, registry, _signals);
        new EcrThrottling().Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }
}
