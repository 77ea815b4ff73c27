using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Nodes;

public sealed class NodeGroupProjectionTests
{
    private readonly TestCluster _cluster = new TestCluster().Listed(Streams.Nodes, Streams.Pods, Streams.NodeLeases);

    [Fact]
    public void Before_the_first_list_of_nodes_nothing_is_said_of_any_group()
    {
        var cluster = new TestCluster();
        cluster.Put(NodeShapes.Node("n1"));
        cluster.See().Resources(cluster.Cache.Scope, Kinds.NodeGroup).ShouldBeEmpty();
    }

    [Fact]
    public void Nodes_that_are_not_ready_are_bad_with_their_zone_and_reason()
    {
        Group("n1", "n2", "n3", "n4");
        _cluster.Put(NodeShapes.Unknown("n1", zone: "a"));
        _cluster.Put(NodeShapes.Node("n2", "False", zone: "b", since: 0, reason: "KubeletNotReady", message: "container runtime is down"));
        var bad = Read(Known.NodeGroup.Bad);
        bad.Value.ShouldBe(2);
        (bad["names"], bad["zones"], bad["reasons"], bad["silent"], bad["runtime"]).ShouldBe(("n1,n2", "a,b", "KubeletNotReady=1,NodeStatusUnknown=1", "1", "1"));
        bad["instance"].ShouldBe("i-n1");
        bad["table"]!.Split('\n')[0].ShouldStartWith("n1|a|bad|NodeStatusUnknown|");
        Read(Known.NodeGroup.BadRatio).Value.ShouldBe(0.5);
    }

    [Fact]
    public void A_lease_that_stands_still_is_bad_before_the_node_controller_says_so_whatever_its_own_clock_says()
    {
        Group("n1", "n2", "n3");
        for (var second = 0; second <= 40; second += 10)
        {
            // The clock of n1 is an hour behind; only that it does not move counts.
            Leases(second, ("n1", -3600), ("n2", second), ("n3", second - 9));
            Read(Known.NodeGroup.Bad).Value.ShouldBe(second < 40 ? 0 : 1, $"at {second} s");
        }

        Read(Known.NodeGroup.LeaseAge).Value.ShouldBe(40);
        Read(Known.NodeGroup.Bad)["reasons"].ShouldBe("LeaseExpired=1");
        Leases(50, ("n1", -3590), ("n2", 50), ("n3", 41));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
    }

    [Fact]
    public void While_no_list_of_leases_comes_in_nothing_ages_and_after_the_gap_every_clock_starts_anew()
    {
        Group("n1", "n2", "n3");
        Leases(0, ("n1", 0), ("n2", 0), ("n3", 0));
        Read(Known.NodeGroup.LeaseAge).Value.ShouldBe(0);
        Leases(10, ("n1", 0), ("n2", 10), ("n3", 10));
        Read(Known.NodeGroup.LeaseAge).Value.ShouldBe(10);
        _cluster.To(90);
        Read(Known.NodeGroup.LeaseAge).Value.ShouldBeNull("nobody looked");
        Leases(100, ("n1", 0), ("n2", 10), ("n3", 10));
        Read(Known.NodeGroup.LeaseAge).Value.ShouldBe(0);
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
    }

    [Fact]
    public void All_leases_that_stand_still_at_once_and_go_on_one_by_one_leave_nobody_bad()
    {
        Group("n1", "n2", "n3");
        for (var second = 0; second <= 60; second += 10)
        {
            Leases(second, ("n1", 0), ("n2", 0), ("n3", 0));
            Read(Known.NodeGroup.Bad);
        }

        Read(Known.NodeGroup.SilentShare).Value.ShouldBe(1);
        Leases(70, ("n1", 70), ("n2", 0), ("n3", 0));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("node.kubernetes.io/unschedulable", "cordoned")]
    [InlineData("ToBeDeletedByClusterAutoscaler", "scale-down")]
    [InlineData("karpenter.sh/disrupted", "disruption")]
    [InlineData("aws-node-termination-handler/spot-itn", "interruption")]
    public void A_node_that_was_marked_before_it_failed_is_planned(string taint, string why)
    {
        Group("n1", "n2");
        _cluster.Put(NodeShapes.Node("n1", taint: taint));
        See();
        _cluster.Put(NodeShapes.Node("n1", "Unknown", since: 60, taint: taint));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
        Read(Known.NodeGroup.Planned)["why"].ShouldBe($"{why}=1");
        Read(Known.NodeGroup.BadRatio).Value.ShouldBe(0);
    }

    [Fact]
    public void Who_cordons_a_dead_node_does_not_heal_it_but_its_return_does()
    {
        Group("n1", "n2");
        _cluster.Put(NodeShapes.Unknown("n1"));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(1);
        _cluster.Put(NodeShapes.Node("n1", "Unknown", since: 0, cordoned: true, taint: "node.kubernetes.io/unschedulable", tainted: 30));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(1);
        _cluster.Put(NodeShapes.Node("n1", since: 90, cordoned: true));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
        Read(Known.NodeGroup.Planned).Value.ShouldBe(1);
    }

    [Theory]
    [InlineData(-600, 0)]
    [InlineData(600, 1)]
    public void At_first_sight_the_times_tell_whether_the_mark_or_the_failure_came_first(double tainted, int bad)
    {
        _cluster.Put(NodeShapes.Node("n1", "Unknown", since: 0, cordoned: true, taint: "node.kubernetes.io/unschedulable", tainted: tainted));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(bad);
    }

    [Fact]
    public void An_event_of_the_autoscaler_is_a_plan_too()
    {
        Group("n1", "n2");
        _cluster.Put(NodeShapes.Event("ScaleDown", "n1", 0, "e1"));
        _cluster.Put(NodeShapes.Unknown("n1"));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
    }

    [Fact]
    public void A_young_node_may_take_ten_minutes_and_a_rebooting_one_three()
    {
        Group("n1");
        _cluster.Put(NodeShapes.Node("new", "False", created: 0, since: 0, message: "cni plugin not initialized"));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(0);
        Read(Known.NodeGroup.Nodes)["starting"].ShouldBe("1");
        _cluster.To(601);
        var bad = Read(Known.NodeGroup.Bad);
        (bad.Value, bad["unjoined"], bad["network"]).ShouldBe((1, "1", "1"));

        _cluster.Put(NodeShapes.Event("Rebooted", "n1", 600, "e1"));
        _cluster.Put(NodeShapes.Node("n1", "False", since: 600));
        Read(Known.NodeGroup.Bad).Value.ShouldBe(1);
        _cluster.To(800);
        Read(Known.NodeGroup.Bad).Value.ShouldBe(2);
    }

    [Fact]
    public void A_node_of_Fargate_is_no_node_and_one_without_a_label_is_of_no_group()
    {
        _cluster.Put(NodeShapes.Node("f1", "Unknown", compute: "fargate"));
        _cluster.Put(Shapes.Node("plain"));
        See().Resources(_cluster.Cache.Scope, Kinds.NodeGroup).Select(group => group.Name).ShouldBe(["none"]);
    }

    [Fact]
    public void A_zone_is_lost_when_its_two_nodes_are()
    {
        Group("n1", "n2", "n3", "n4");
        _cluster.Put(NodeShapes.Unknown("n1", zone: "b"));
        Read(Known.NodeGroup.ZonesLost).Value.ShouldBe(0);
        _cluster.Put(NodeShapes.Unknown("n2", zone: "b"));
        Read(Known.NodeGroup.ZonesLost)["zones"].ShouldBe("b");
    }

    [Fact]
    public void A_node_under_pressure_says_which()
    {
        Group("n1", "n2");
        _cluster.Put(NodeShapes.Node("n1", pressure: "MemoryPressure"));
        Read(Known.NodeGroup.Pressed)["conditions"].ShouldBe("MemoryPressure=1");
    }

    private void Group(params string[] names)
    {
        foreach (var name in names)
            _cluster.Put(NodeShapes.Node(name));
        See();
    }

    private void Leases(int second, params (string, double)[] leases)
    {
        _cluster.To(second);
        _cluster.Cache.Leases(second, leases);
    }

    private ISignals See() => _cluster.See();

    private Reading Read(Signal signal)
    {
        // Whole-cluster projections run once a second.
        _cluster.To((_cluster.Now.Wall - TestCluster.Start).TotalSeconds + 1);
        return See().Read(signal, new Resource(Kinds.NodeGroup, "app", "", "c1", "ap-south-1"));
    }
}
