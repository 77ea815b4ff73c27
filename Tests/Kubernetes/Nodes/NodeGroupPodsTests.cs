using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Nodes;

/// <summary>What becomes of the pods when nodes fail, go away or are full.</summary>
public sealed class NodeGroupPodsTests
{
    private readonly TestCluster _cluster = new TestCluster().Listed(Streams.Nodes, Streams.Pods);

    public NodeGroupPodsTests()
    {
        foreach (var name in (string[])["n1", "n2", "n3"])
            _cluster.Put(NodeShapes.Node(name));
        _cluster.Put(Shapes.Deployment());
        _cluster.Put(Shapes.ReplicaSet("web-a"));
        _cluster.Put(Shapes.Pod("web-1", node: "n1"));
        _cluster.Put(Shapes.Pod("web-2", node: "n1"));
        _cluster.Put(Shapes.Pod("web-3", node: "n2"));
        _cluster.Put(Shapes.Pod("db-0", owner: "db", ownerKind: "StatefulSet", node: "n1"));
        _cluster.Put(Shapes.Pod("agent-1", owner: "agent", ownerKind: "DaemonSet", node: "n1"));
        _cluster.See();
    }

    [Fact]
    public void Pods_that_were_on_a_failing_node_are_followed_until_they_run_elsewhere()
    {
        _cluster.Put(NodeShapes.Unknown("n1"));
        Read(Known.NodeGroup.PodsAffected, 1).Value.ShouldBe(3, "those of DaemonSets do not count");
        Read(Known.NodeGroup.PodsLost, 2).Value.ShouldBe(0);
        foreach (var name in (string[])["web-1", "web-2"])
            _cluster.Put(Shapes.Pod(name, node: "n1", ready: false, readySince: 3));
        Read(Known.NodeGroup.PodsLost, 4).Value.ShouldBe(2 / 3.0);
        _cluster.Put(Shapes.Pod("web-4", node: "n2", created: 5, readySince: 9));
        var progress = Read(Known.NodeGroup.Rescheduled, 10);
        progress.Value.ShouldBe(1 / 3.0);
        (Read(Known.NodeGroup.PodsAffected, 11)["namespace"], Read(Known.NodeGroup.PodsAffected, 12)["pod"]).ShouldBe(("shop", "db-0"));
    }

    [Fact]
    public void The_workloads_know_which_group_failed_them_and_forget_it_when_it_is_back()
    {
        _cluster.Put(NodeShapes.Unknown("n1"));
        _cluster.To(1);
        var lost = _cluster.Read(Known.NodeGroup.WorkloadPods);
        (lost.Value, lost["groups"]).ShouldBe((2, "app"));
        _cluster.Put(NodeShapes.Node("n1", since: 2));
        _cluster.To(3);
        _cluster.Read(Known.NodeGroup.WorkloadPods).Value.ShouldBeNull();
        _cluster.Read(Known.Workload.Ready).Value.ShouldBe(3, "the workload itself is still there");
    }

    [Fact]
    public void A_bad_node_that_goes_away_is_missing_at_once_and_a_planned_one_never()
    {
        _cluster.Put(NodeShapes.Unknown("n1"));
        Read(Known.NodeGroup.Missing, 1).Value.ShouldBe(0);
        _cluster.Delete(NodeShapes.Unknown("n1"));
        Read(Known.NodeGroup.Missing, 2)["names"].ShouldBe("n1");
        Read(Known.NodeGroup.PodsAffected, 3).Value.ShouldBe(3);

        _cluster.Put(NodeShapes.Node("n2", cordoned: true));
        Read(Known.NodeGroup.Planned, 4).Value.ShouldBe(1);
        _cluster.Delete(NodeShapes.Node("n2"));
        Read(Known.NodeGroup.Missing, 5).Value.ShouldBe(1);
        _cluster.Put(NodeShapes.Node("n9", created: 6));
        Read(Known.NodeGroup.Missing, 7).Value.ShouldBe(0, "another took its place");
    }

    [Fact]
    public void A_well_node_that_goes_away_may_be_replaced_for_five_minutes()
    {
        _cluster.Delete(NodeShapes.Node("n1"));
        Read(Known.NodeGroup.Missing, 1).Value.ShouldBe(0);
        Read(Known.NodeGroup.Missing, 302).Value.ShouldBe(1);
        Read(Known.NodeGroup.Missing, 902).Value.ShouldBe(0, "after a quarter of an hour the group is smaller");
    }

    [Fact]
    public void A_group_of_which_nothing_is_left_does_not_forget_what_it_had()
    {
        foreach (var name in (string[])["n1", "n2", "n3"])
            _cluster.Put(NodeShapes.Unknown(name));
        Read(Known.NodeGroup.Bad, 1).Value.ShouldBe(3);
        foreach (var name in (string[])["n1", "n2", "n3"])
            _cluster.Delete(NodeShapes.Unknown(name));
        Read(Known.NodeGroup.Missing, 2).Value.ShouldBe(3);
        Read(Known.NodeGroup.Missing, 7200).Value.ShouldBe(3);
    }

    [Fact]
    public void Pods_wait_for_room_after_a_minute_unless_a_node_is_on_its_way()
    {
        _cluster.Put(Waiting("web-9", "0/3 nodes are available: 3 Insufficient cpu."));
        Read(Known.NodeGroup.Unschedulable, 30).Value.ShouldBe(0);
        var waiting = Read(Known.NodeGroup.Unschedulable, 61);
        (waiting.Value, waiting["reasons"], waiting["pod"]).ShouldBe((1, "Insufficient cpu=1", "web-9"));
        _cluster.Read(Known.NodeGroup.WorkloadPods)["groups"].ShouldBe("app");
        _cluster.Put(Shapes.Event("TriggeredScaleUp", "web-9", "pod triggered scale-up: [{app 3->4 (max: 6)}]", 62, 62, type: "Normal"));
        Read(Known.NodeGroup.Unschedulable, 63).Value.ShouldBe(0);
        Read(Known.NodeGroup.Unschedulable, 400).Value.ShouldBe(1, "it did not come");
    }

    [Theory]
    [InlineData("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.")]
    [InlineData("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.")]
    [InlineData("0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: gpu}.")]
    public void A_pod_that_fits_nowhere_by_its_own_wish_is_no_trouble_of_the_nodes(string message)
    {
        _cluster.Put(Waiting("web-9", message));
        Read(Known.NodeGroup.Unschedulable, 120).Value.ShouldBe(0);
    }

    private static object Waiting(string name, string message) => new
    {
        kind = "Pod",
        metadata = new
        {
            name,
            creationTimestamp = TestCluster.At(0),
            labels = new Dictionary<string, string> { ["pod-template-hash"] = "a" },
            ownerReferences = new[] { new { kind = "ReplicaSet", name = "web-a", controller = true } },
        },
        spec = new { },
        status = new { phase = "Pending", conditions = new[] { new { type = "PodScheduled", status = "False", reason = "Unschedulable", message, lastTransitionTime = TestCluster.At(0) } } },
    };

    private Reading Read(Signal signal, double second)
    {
        _cluster.To(second);
        return _cluster.See().Read(signal, new Resource(Kinds.NodeGroup, "app", "", "c1", "ap-south-1"));
    }
}
