using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Life;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ImageOutageTests
{
    private const string Slug = "image-pull-backoff";
    private const string Workload = "payments/payments-api";

    [Theory]
    [InlineData("missing-tag", "payments-api:6.3.20: not found")]
    [InlineData("missing-repository", "apnakart/payment-api:6.3.1: not found")]
    [InlineData("denied", "403 Forbidden")]
    [InlineData("unauthorized", "no basic auth credentials|401 Unauthorized")]
    [InlineData("unreachable", "connect: connection refused|i/o timeout")]
    [InlineData("throttled", "429 Too Many Requests")]
    public void Each_variant_fails_in_the_words_of_the_runtime_and_heals_when_stopped(string variant, string words)
    {
        var play = new Play(pace: 0);
        var minimum = Play.Minimum(play.Deployment(Workload));
        play.Estate.Start(Slug, variant).ShouldBeTrue();

        play.SecondsUntil(59, () => play.Waiting(Workload).Any(r => r is "ErrImagePull" or "ImagePullBackOff")).ShouldNotBeNull();
        play.SecondsUntil(60, () => play.Waiting(Workload).Contains("ImagePullBackOff")).ShouldNotBeNull();

        var messages = play.Pods(Workload).SelectMany(Play.Containers).Select(c => c.Text("state", "waiting", "message")).OfType<string>().ToList();
        messages.ShouldAllBe(m => words.Split('|').Any(m.Contains));
        play.Prod.Store.Read(ApiKinds.Events).Items.ShouldContain(e => e.Field("reason") == "BackOff" && e.Field("type") == "Normal");
        play.Pods(Workload).Count(p => p.IsReady()).ShouldBeGreaterThanOrEqualTo(minimum);

        play.Live(TimeSpan.FromMinutes(2));
        play.Estate.Stop(Slug);
        play.SecondsUntil(75, () => Settled.IsSettled(play.Deployment(Workload)) && play.Waiting(Workload).Count == 0).ShouldNotBeNull();
    }

    [Fact]
    public void The_waiting_reason_goes_to_and_fro_between_the_error_and_the_back_off()
    {
        var play = new Play(pace: 0);
        var reasons = new List<string>();
        string? pod = null;
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind != ApiKinds.Pods || change.Object.Labels.GetValueOrDefault("app") != "payments-api")
                return;
            foreach (var reason in Play.Containers(change.Object).Select(c => c.Text("state", "waiting", "reason")).OfType<string>().Where(r => r != "ContainerCreating"))
            {
                pod ??= change.Object.Name;
                if (change.Object.Name == pod && reasons.LastOrDefault() != reason)
                    reasons.Add(reason);
            }
        };
        play.Estate.Start(Slug, null);
        play.Live(TimeSpan.FromSeconds(60));

        reasons.Take(4).ShouldBe(["ErrImagePull", "ImagePullBackOff", "ErrImagePull", "ImagePullBackOff"]);
    }

    [Fact]
    public void Both_generations_of_the_runtime_have_their_say()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "denied");
        var texts = new HashSet<string>();
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind == ApiKinds.Events && change.Object.Json.Text("message") is { } text && text.Contains("403"))
                texts.Add(text.Contains("unexpected status from HEAD request") ? "new" : text.Contains("failed with status code [manifests") ? "old" : text);
        };
        play.Live(TimeSpan.FromSeconds(30));

        texts.ShouldBeSubsetOf(["new", "old"]);
        texts.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_outage_leaves_every_other_workload_alone()
    {
        var play = new Play();
        var hurt = new HashSet<string>();
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind == ApiKinds.Pods && change.Object.Labels.GetValueOrDefault("app") is not ("payments-api" or "checkout")
                && Play.Containers(change.Object).Any(c => c.Text("state", "waiting", "reason") is not (null or "ContainerCreating")))
                hurt.Add(change.Object.Key);
        };
        play.Estate.Start(Slug, "unreachable");
        play.Estate.Start("crashloop-after-configmap-change", null);
        play.Live(TimeSpan.FromMinutes(30));

        hurt.ShouldBeEmpty();
        Play.BelowMinimum(play.Prod).ShouldAllBe(text => text.StartsWith("prod/shop/checkout", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_outage_or_variant_is_not_started()
    {
        var play = new Play(pace: 0);
        play.Estate.Start("meteor", null).ShouldBeFalse();
        play.Estate.Start(Slug, "meteor").ShouldBeFalse();
        play.Estate.Stop("meteor").ShouldBeFalse();
        play.Estate.Outages.ShouldAllBe(o => o.Running == null);
    }

    [Fact]
    public void Another_variant_replaces_the_one_that_runs()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "denied");
        play.Live(TimeSpan.FromSeconds(20));
        play.Estate.Start(Slug, "missing-tag").ShouldBeTrue();

        play.Estate.Outages.Single(o => o.Slug == Slug).Running.ShouldBe("missing-tag");
        play.SecondsUntil(60, () => play.Pods(Workload).SelectMany(Play.Containers).Any(c => c.Text("state", "waiting", "message")?.EndsWith(": not found", StringComparison.Ordinal) == true)).ShouldNotBeNull();
    }

    [Fact]
    public void A_pod_deleted_before_its_container_ran_looks_like_a_kill_and_is_none()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, null);
        play.Live(TimeSpan.FromSeconds(30));
        var ends = new List<string?>();
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind == ApiKinds.Pods)
                ends.AddRange(Play.Containers(change.Object).Select(c => c.Text("state", "terminated", "reason")).Where(r => r is not (null or "Completed")));
        };
        play.Estate.Stop(Slug);
        play.Live(TimeSpan.FromSeconds(30));

        ends.ShouldNotBeEmpty();
        ends.ShouldAllBe(reason => reason == "ContainerStatusUnknown");
    }
}
