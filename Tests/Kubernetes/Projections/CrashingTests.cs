using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class CrashingTests
{
    [Xunit.Fact]
    public void A_pod_crashes_before_the_status_says_so_and_until_it_has_run_for_two_minutes()
    {
        var cluster = new TestCluster();
        cluster.To(10);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 3, restarts: 1, last: Shapes.End(0, 2)), ready: false));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
        cluster.To(122);
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
        cluster.To(124);
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void Ready_for_two_minutes_is_well_whatever_came_before()
    {
        var cluster = new TestCluster();
        cluster.To(130);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Ended(Shapes.End(100, 128), 1), ready: true, readySince: 5));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_long_back_off_is_still_a_crash_loop()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", "back-off 5m0s", 12, Shapes.End(-200, -198)), ready: false));
        cluster.To(800);
        var reading = cluster.Read(Known.Crash.LoopingPods);
        reading.Value.ShouldBe(1);
        (reading["reason"], reading["exitCode"], reading["restarts"], reading["container"]).ShouldBe(("CrashLoopBackOff", "1", "12", "web"));
    }

    [Xunit.Fact]
    public void A_wall_clock_that_jumps_ends_no_crash_loop()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestCluster.Start);
        var before = Moment.Of(time);
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 0, restarts: 1, last: Shapes.End(-2, -1)), ready: false));
        var jumped = before with { Wall = before.Wall.AddHours(1), Mono = cluster.Now.Mono + TimeSpan.FromSeconds(5) };
        var loops = cluster.Cache.Read(state => Collectors.Kubernetes.Projections.Crashing.Of(state, state.Workloads.Single(), jumped).Count);
        loops.ShouldBe(1);
    }

    [Theory]
    [InlineData(137, "ContainerStatusUnknown", 0)]
    [InlineData(137, "OOMKilled", 1)]
    [InlineData(1, "Error", 1)]
    [InlineData(0, "Completed", 0)]
    public void One_restart_counts_by_how_it_ended(int exitCode, string reason, int loops)
    {
        var cluster = new TestCluster();
        cluster.To(10);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 5, restarts: 1, last: Shapes.End(0, 4, exitCode, reason)), ready: false));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(loops);
    }

    [Xunit.Fact]
    public void Two_clean_ends_in_ten_minutes_are_a_crash_where_nothing_is_meant_to_end()
    {
        var cluster = new TestCluster();
        cluster.To(60);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 31, restarts: 1, last: Shapes.End(0, 30, 0, "Completed"))));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
        cluster.To(70);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 62, restarts: 2, last: Shapes.End(31, 61, 0, "Completed")), readySince: 62));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
        cluster.Put(Shapes.Pod("once", Shapes.Running(started: 62, restarts: 2, last: Shapes.End(31, 61, 0, "Completed")), ownerKind: "", restartPolicy: "OnFailure"));
        cluster.Read(Known.Crash.LoopingPods, "once", Kinds.Pod).Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("Failed", null)]
    [InlineData("Running", "deleted")]
    public void Pods_that_are_over_do_not_crash_any_more(string phase, string? deleted)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, 3, Shapes.End(-4, -2)), phase: phase, deleted: deleted is null ? null : TestCluster.At(0)));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void The_first_crash_is_remembered_past_the_five_ends_that_are_kept()
    {
        var cluster = new TestCluster();
        for (var round = 0; round < 9; round++)
        {
            cluster.To((round * 20) + 3);
            cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, round + 1, Shapes.End(round * 20, (round * 20) + 2)), ready: false));
        }

        cluster.Read(Known.Crash.LoopingPods)["firstCrash"].ShouldBe("2026-03-02T10:00:02Z");
        cluster.To(1000);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, 10, Shapes.End(200, 990)), ready: false));
        cluster.Read(Known.Crash.LoopingPods)["firstCrash"].ShouldBe("2026-03-02T10:16:30Z", "a run of more than ten minutes began a new story");
    }

    [Xunit.Fact]
    public void Who_comes_late_takes_the_first_back_off_for_the_first_crash()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, 8, Shapes.End(-62, -60)), ready: false));
        cluster.Put(Shapes.Event("BackOff", "web-a-1", "Back-off restarting failed container web", first: -900, last: -5, count: 40));
        cluster.Read(Known.Crash.LoopingPods)["firstCrash"].ShouldBe("2026-03-02T09:45:00Z");
    }

    [Xunit.Fact]
    public void Kills_by_a_liveness_probe_show_in_their_share()
    {
        var cluster = new TestCluster();
        var message = "Container web failed liveness probe, will be restarted";
        for (var round = 1; round <= 2; round++)
        {
            cluster.To(round * 30);
            cluster.Put(Shapes.Event("Killing", "web-a-1", message, first: 28, last: (round * 30) - 2, count: round, type: "Normal"));
            cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: (round * 30) - 1, restarts: round, last: Shapes.End((round - 1) * 30, (round * 30) - 1, 143)), readySince: 0));
        }

        cluster.Read(Known.Crash.LivenessShare).Value.ShouldBe(1);
        cluster.Read(Known.Crash.LivenessShare)["message"].ShouldBe(message);
        cluster.Read(Known.Crash.OomShare).Value.ShouldBe(0);
    }
}
