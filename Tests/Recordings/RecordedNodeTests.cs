using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>Scenario 6 over real incidents, second by second, with the real engine.</summary>
public sealed class RecordedNodeTests
{
    private static readonly Resource AppA = new(Kinds.NodeGroup, "app-a", "", Replay.Scope.Cluster, Replay.Scope.Region);

    [Fact]
    public void A_stopped_kubelet_is_seen_by_its_lease_before_the_node_controller_tells_and_ends_with_its_return()
    {
        var story = Play("06-kubelet-stopped");
        // Killed at 05:22:34.7, last lease at 05:22:27, Ready Unknown at 05:23:20, back at 05:29:06.
        var first = story.First(one => one.Status is Status.Degraded or Status.Critical);
        first.At.ShouldBeLessThan(At("05:23:16"));
        story.Where(one => one.At > At("05:23:25") && one.At < At("05:29:05")).ShouldAllBe(one => one.Status == Status.Critical);
        story.Where(one => one.At < At("05:22:34")).ShouldAllBe(one => one.Status == Status.Healthy);
        story[^1].Status.ShouldBe(Status.Healthy);
        var told = story.First(one => one.At > At("05:25:00"));
        told.Judgement!.Resource.ShouldBe(AppA);
        told.Judgement.Values["variant"].ShouldBe("groupLost");
        told.Judgement.Headline.ShouldStartWith("app-a: 1 of 1 nodes fail, all that it has; 21 pods affected");
        told.Match.ShouldBe(1);
    }

    [Fact]
    public void Workloads_on_a_dead_node_are_covered_so_that_nothing_stays_unexplained()
    {
        var story = Play("06-kubelet-stopped");
        story.Where(one => one.At > At("05:23:22") && one.At < At("05:29:05")).SelectMany(one => one.Unexplained).ShouldBeEmpty();
        story.Where(one => one.Below > 0 && one.At < At("05:29:05")).ShouldNotBeEmpty("they did fall below their minimum");
    }

    [Fact]
    public void A_dead_container_runtime_is_told_by_the_kubelet_while_its_lease_lives()
    {
        var story = Play("06-containerd-down");
        story.Where(one => one.At > At("05:20:23") && one.At < At("05:21:31")).ShouldAllBe(one => one.Status == Status.Critical);
        story.Where(one => one.At < At("05:20:21")).ShouldAllBe(one => one.Status == Status.Healthy);
        story.First(one => one.At > At("05:21:00")).Judgement!.Causes.Single(cause => cause.Key == "definite").Text.ShouldContain("container runtime is down");
        story[^1].Status.ShouldBe(Status.Healthy);
    }

    [Theory]
    [InlineData("neg-cordon-drain")]
    [InlineData("neg-rolling-update-ok")]
    [InlineData("neg-scale-down")]
    [InlineData("neg-watch-410-relist")]
    [InlineData("02-configmap-inplace-crash")]
    [InlineData("04-image-tag-missing")]
    [InlineData("05-service-without-ready-endpoints")]
    [InlineData("13-controller-manager-frozen")]
    [InlineData("13-scheduler-down")]
    public void Drains_and_troubles_of_others_leave_node_groups_healthy(string name) =>
        Play(name).ShouldAllBe(one => one.Status == Status.Healthy);

    [Theory]
    [InlineData("01-apiserver-down")]
    [InlineData("13-etcd-frozen")]
    [InlineData("13-etcd-stopped")]
    public void A_control_plane_that_hears_nobody_makes_no_node_bad(string name)
    {
        var story = Play(name);
        story.Select(one => one.Status).Distinct().ShouldBeSubsetOf([Status.Healthy, Status.Unknown]);
        story.Where(one => one.Status == Status.Healthy).ShouldNotBeEmpty();
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-23T{time}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static List<Second> Play(string name)
    {
        Assert.SkipUnless(Replay.File(name) is not null, Fixtures.Absent);
        var engine = new ScenarioEngine([(SeedFiles.Catalog[6], new NodeGroupFailure())], SeedFiles.Catalog.Scoring, [Replay.Scope]);
        var story = new List<Second>();
        Replay.Run(Replay.File(name)!, tick =>
        {
            var report = engine.Pass(tick.Signals, tick.Touched);
            var six = report.Scenarios[0];
            var worst = six.Resources.FirstOrDefault();
            var below = Kinds.Workloads.SelectMany(kind => tick.Signals.Resources(Replay.Scope, kind)).Sum(workload => tick.Signals.Read(Known.Workload.BelowMinimum, workload).Value ?? 0);
            story.Add(new Second(tick.Now.Wall, six.Status, worst?.Judgement, worst?.Verdict.Match, report.Platform.Unexplained, below));
        }, new KubernetesOptions());
        // Until the first lists are in nothing is known.
        return [.. story.SkipWhile(one => one.Status == Status.Unknown)];
    }

    private sealed record Second(DateTimeOffset At, Status Status, Judgement? Judgement, double? Match, IReadOnlyList<Unexplained> Unexplained, double Below);
}
