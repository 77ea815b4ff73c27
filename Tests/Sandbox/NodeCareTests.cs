using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Collectors.Sandbox.Life;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

/// <summary>What people and autoscalers do to nodes on any day, seen by the engine: nothing of it is an outage.</summary>
public sealed class NodeCareTests
{
    private readonly Play _play = new(pace: 0);

    [Fact]
    public void A_node_that_is_cordoned_drained_and_given_back_is_no_outage()
    {
        var node = Free();
        Quiet(() => new NodeCare(_play.Prod).Maintain(node), 300);
        _play.Prod.Store.Find(ApiKinds.Nodes, node)!.Json.At("spec", "unschedulable").ShouldBeNull("it was given back");
        _play.Prod.Kubelet.Runs.Count(run => run.Node.Name == node).ShouldBeLessThan(8, "it was drained");
    }

    [Fact]
    public void A_node_that_the_autoscaler_takes_away_and_the_slow_start_of_another_are_no_outage()
    {
        var node = Free();
        Quiet(() => new NodeCare(_play.Prod).ScaleDown(node), 900);
        var nodes = _play.Prod.Store.Read(ApiKinds.Nodes).Items;
        nodes.ShouldNotContain(one => one.Name == node);
        nodes.Count.ShouldBe(9, "another one joined");
        nodes.ShouldAllBe(one => NodeTaints.IsReady(_play.Prod, one.Name) == true);
    }

    [Fact]
    public void A_node_that_takes_eight_minutes_to_start_is_no_outage()
    {
        var name = "";
        Quiet(() => name = new NodeCare(_play.Prod).Join(_play.Prod.Seed.NodeGroups[0], TimeSpan.FromMinutes(8)), 600);
        NodeTaints.IsReady(_play.Prod, name).ShouldBe(true);
    }

    [Fact]
    public void Pods_that_find_no_node_say_so_in_the_scheduler_s_words()
    {
        foreach (var node in _play.Prod.Nodes.All)
            NodeTaints.Cordon(_play.Prod, node.Name);
        _play.Prod.Kubelet.Terminate(_play.Pods("shop/cart")[0].Key);
        _play.Live(TimeSpan.FromSeconds(10));
        var waiting = _play.Pods("shop/cart").Single(pod => pod.Field("spec.nodeName").Length == 0);
        waiting.Json.Items("status", "conditions").Single().Text("message").ShouldStartWith("0/9 nodes are available: 9 node(s) were unschedulable.");
        foreach (var node in _play.Prod.Nodes.All)
            NodeTaints.Uncordon(_play.Prod, node.Name);
        _play.Live(TimeSpan.FromSeconds(30));
        Play.BelowMinimum(_play.Prod).ShouldBeEmpty();
    }

    private string Free() => _play.Prod.Nodes.All.Select(node => node.Name)
        .First(node => _play.Prod.Kubelet.Runs.Where(run => run.Node.Name == node).All(run => run.App is not ("coredns" or "metrics-server")));

    private void Quiet(Action begin, int seconds)
    {
        var watched = new Watched(_play);
        for (var second = 0; second < 15; second++)
            watched.Next();
        begin();
        for (var second = 0; second < seconds; second++)
        {
            var report = watched.Next();
            report.Scenarios.Where(one => one.Status is Status.Degraded or Status.Critical).Select(one => $"{one.Seed.Number}: {one.Headline}").ShouldBeEmpty($"{second} s after it began");
            report.Platform.Unexplained.ShouldBeEmpty();
        }
    }
}
