using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class ImagePullBackOffTests
{
    [Theory]
    [InlineData(ImagePullClass.NotFound, 1.0, "missingTag", "tag 4.2.O does not exist in apnakart/checkout")]
    [InlineData(ImagePullClass.NotFound, 0.0, "missingRepository", "no repository apnakart/checkout")]
    [InlineData(ImagePullClass.NotFound, null, "missing", "does not find the tag or the repository")]
    [InlineData(ImagePullClass.Denied, 1.0, "denied", "denies it")]
    [InlineData(ImagePullClass.Network, 1.0, "unreachable", "cannot be reached")]
    [InlineData(ImagePullClass.Throttled, 1.0, "throttled", "429")]
    [InlineData(ImagePullClass.Invalid, null, "invalidName", "not valid")]
    [InlineData(ImagePullClass.Platform, 1.0, "platform", "platform")]
    [InlineData(ImagePullClass.Disk, 1.0, "disk", "no room")]
    [InlineData(ImagePullClass.Signature, 1.0, "signature", "signature")]
    [InlineData(ImagePullClass.Other, null, "unknown", "not known yet")]
    public void Each_answer_of_the_registry_is_told_apart(ImagePullClass @class, double? repositoryKnown, string variant, string words)
    {
        var scene = Failing(@class);
        if (repositoryKnown is { } known)
            scene.With(Known.ImagePull.RepositoryKnown, known);
        var (judgement, verdict) = scene.Judge();
        judgement.Values["variant"].ShouldBe(variant);
        judgement.Headline.ShouldStartWith("checkout: 2 of 8 pods cannot pull checkout:4.2.O: ");
        judgement.Headline.ShouldContain(words);
        verdict.Status.ShouldBe(Status.Degraded);
    }

    [Fact]
    public void A_workload_that_loses_its_ready_pods_is_critical()
    {
        var (_, verdict) = Failing(ImagePullClass.NotFound).With(Known.ImagePull.FailingPods, 8, Detail(ImagePullClass.NotFound))
            .With(Known.Workload.Ready, 0).With(Known.Workload.Minimum, 6).With(Known.Workload.BelowMinimum, 6).Judge();
        verdict.Status.ShouldBe(Status.Critical);
    }

    [Fact]
    public void A_back_off_without_a_cause_counts_with_the_floor()
    {
        var (judgement, verdict) = Failing(ImagePullClass.Other).Without(Known.ImagePull.NewInTemplate).Judge();
        verdict.CauseKnown.ShouldBeFalse();
        verdict.Match.ShouldBe(0.6);
        judgement.Headline.ShouldContain("not known");
    }

    [Theory]
    [InlineData(ImagePullClass.Network, 0)]
    [InlineData(ImagePullClass.NotFound, 1)]
    public void Ailing_nodes_explain_a_connection_that_fails_but_no_answer_of_the_registry(ImagePullClass @class, int matches)
    {
        var (judgement, verdict) = Failing(@class).With(Known.ImagePull.OnBadNodes, 1).Judge();
        (verdict.Match > 0 ? 1 : 0).ShouldBe(matches);
        judgement.RuledOut.Single(one => one.What.StartsWith("6 ", StringComparison.Ordinal)).Instead.ShouldBe(matches == 0);
    }

    [Fact]
    public void An_image_that_the_template_before_named_too_offers_no_revision_to_go_back_to()
    {
        Failing(ImagePullClass.Denied).Judge().Judgement.Values["goodImage"].ShouldBe("111122223333.dkr.ecr.ap-south-1.amazonaws.com/apnakart/checkout:4.1.9");
        Failing(ImagePullClass.Denied).With(Known.ImagePull.NewInTemplate, 0).Judge().Judgement.Values.ContainsKey("revision").ShouldBeFalse();
    }

    [Fact]
    public void No_failing_pull_is_healthy_and_a_missing_count_is_no_data_not_health()
    {
        Failing(ImagePullClass.NotFound).With(Known.ImagePull.FailingPods, 0).Judge().Verdict.Score.ShouldBe(100);
        Failing(ImagePullClass.NotFound).Without(Known.ImagePull.FailingPods).Judge().Judgement.Symptoms[0].Value.ShouldBeNull();
    }

    private static Scene Failing(ImagePullClass @class) => new Scene(new ImagePullBackOff())
        .With(Known.ImagePull.FailingPods, 2, Detail(@class))
        .With(Known.Workload.Ready, 6).With(Known.Workload.BelowMinimum, 0).With(Known.Workload.Minimum, 6)
        .With(Known.ImagePull.NewInTemplate, 1, ("previousImage", "111122223333.dkr.ecr.ap-south-1.amazonaws.com/apnakart/checkout:4.1.9"), ("revision", "7"))
        .With(Known.ImagePull.ImagesFailingAlike, 1);

    private static (string, string)[] Detail(ImagePullClass @class) =>
    [
        ("class", @class.ToString()), ("image", "111122223333.dkr.ecr.ap-south-1.amazonaws.com/apnakart/checkout:4.2.O"),
        ("registry", "111122223333.dkr.ecr.ap-south-1.amazonaws.com"), ("repository", "apnakart/checkout"), ("tag", "4.2.O"),
        ("container", "app"), ("pod", "checkout-9"), ("node", "ip-10-0-3-17"), ("message", "not found"), ("since", "2026-11-23T08:58:00Z"), ("nodes", "2"),
    ];
}
