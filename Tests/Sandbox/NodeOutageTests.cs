using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class NodeOutageTests
{
    private const string Slug = "node-group-failure";

    private readonly Play _play = new(pace: 0);

    [Fact]
    public void A_kubelet_that_stops_is_given_up_after_its_lease_and_its_pods_move()
    {
        _play.Estate.Start(Slug, "kubelet-stopped").ShouldBeTrue();
        _play.Live(TimeSpan.FromSeconds(40));
        NotReady().ShouldBeEmpty();
        _play.SecondsUntil(20, () => NotReady().Count == 3).ShouldNotBeNull();
        var dead = NotReady();
        dead.SelectMany(node => node.Json.Items("status", "conditions")).Select(one => one.Text("status")).Distinct().ShouldBe(["Unknown"]);
        var there = PodsOn(dead);
        there.ShouldAllBe(pod => !pod.IsReady());
        there.SelectMany(Play.Containers).Select(container => container.Text("ready")).Distinct().ShouldBe(["true"], "nobody is there to say otherwise");
        _play.Live(TimeSpan.FromSeconds(1));
        // Leases run out one after the other, and NoExecute follows five seconds behind each.
        Taints(NotReady()).Where(taint => taint.EndsWith(":NoSchedule", StringComparison.Ordinal)).ShouldBe([.. Enumerable.Repeat("node.kubernetes.io/unreachable:NoSchedule", 3)]);
        _play.Live(TimeSpan.FromSeconds(60));
        PodsOn(dead).Where(pod => pod.Name.StartsWith("storefront-web", StringComparison.Ordinal)).ShouldAllBe(pod => pod.IsTerminating());
        _play.Pods("shop/storefront-web").Count(pod => pod.IsReady()).ShouldBeGreaterThanOrEqualTo(8, "their replacements run elsewhere, and the autoscaler may want more");
        PodsOn(dead).Where(pod => pod.Name.StartsWith("ledger-", StringComparison.Ordinal)).ShouldAllBe(pod => !pod.IsTerminating(), "others wait the usual five minutes");
    }

    [Fact]
    public void Nodes_that_come_back_leave_no_trace()
    {
        _play.Estate.Start(Slug, "group-lost");
        _play.Live(TimeSpan.FromSeconds(120));
        NotReady().Count.ShouldBe(2);
        _play.Estate.Stop(Slug);
        _play.Live(TimeSpan.FromSeconds(30));
        NotReady().ShouldBeEmpty();
        Taints(_play.Prod.Store.Read(ApiKinds.Nodes).Items).ShouldBeEmpty();
        _play.Prod.Store.Read(ApiKinds.Pods).Items.Where(pod => pod.IsTerminating() || (pod.IsActive() && !pod.IsReady())).ShouldBeEmpty();
        Play.BelowMinimum(_play.Prod).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kubelet-stopped", 60, "app: 3 of 6 nodes stopped reporting")]
    [InlineData("group-lost", 60, "app: 2 of 6 nodes fail, all that it has in ap-south-1b")]
    [InlineData("disk-pressure", 10, "app: 2 of 6 nodes under pressure (DiskPressure=2)")]
    public void Each_variant_is_the_root_in_time_without_strays_and_heals(string variant, int within, string headline)
    {
        var watched = new Watched(_play);
        EngineReport report = null!;
        Second(20).Platform.Status.ShouldNotBe(Status.Critical);
        Six(report).Status.ShouldBe(Status.Healthy, Six(report).Headline);
        _play.Estate.Start(Slug, variant);
        var seconds = Until(within, () => Bad(Six(report)));
        seconds.ShouldNotBeNull($"not seen within {within} s");
        for (var second = 0; second < 150; second++)
        {
            Second(1);
            Bad(Six(report)).ShouldBeTrue($"{second} s after it was seen: {Six(report).Headline}");
            Six(report).ExplainedBy.ShouldBeNull();
            report.Scenarios.Where(one => one.Seed.Number != 6 && Bad(one) && one.ExplainedBy is null).Select(one => $"{one.Seed.Number} {one.Headline}").ShouldBeEmpty($"{second} s after it was seen");
            report.Platform.Unexplained.ShouldBeEmpty();
        }

        Six(report).Phase.ShouldBe(Phase.Firing);
        Six(report).Headline.ShouldStartWith(headline);
        _play.Estate.Stop(Slug);
        Until(60, () => report.Scenarios.All(one => !Bad(one))).ShouldNotBeNull();
        Second(30).Scenarios.ShouldAllBe(one => !Bad(one));

        EngineReport Second(int count)
        {
            for (var i = 0; i < count; i++)
                report = watched.Next();
            return report;
        }

        int? Until(int limit, Func<bool> holds)
        {
            for (var second = 1; second <= limit; second++)
            {
                Second(1);
                if (holds())
                    return second;
            }

            return null;
        }
    }

    private static ScenarioState Six(EngineReport report) => report.Scenarios.Single(one => one.Seed.Number == 6);

    private static bool Bad(ScenarioState state) => state.Status is Status.Degraded or Status.Critical;

    private List<StoredObject> NotReady() =>
        [.. _play.Prod.Store.Read(ApiKinds.Nodes).Items.Where(node => NodeTaints.IsReady(_play.Prod, node.Name) == false)];

    private List<StoredObject> PodsOn(List<StoredObject> nodes) =>
        [.. _play.Prod.Store.Read(ApiKinds.Pods).Items.Where(pod => nodes.Exists(node => node.Name == pod.Field("spec.nodeName")) && pod.Field("status.phase") == "Running")];

    private static List<string> Taints(IEnumerable<StoredObject> nodes) =>
        [.. nodes.SelectMany(node => node.Json.Items("spec", "taints")).Select(taint => $"{taint.Text("key")}:{taint.Text("effect")}")];
}
