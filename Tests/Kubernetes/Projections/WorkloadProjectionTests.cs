using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class WorkloadProjectionTests
{
    [Theory]
    [InlineData(1, null, null, 1)]
    [InlineData(2, null, null, 2)]
    [InlineData(4, null, null, 3)]
    [InlineData(10, "25%", "25%", 8)]
    [InlineData(10, "0", "0", 9)]
    [InlineData(10, "1", "30%", 7)]
    [InlineData(1, "1", "1", 1)]
    [InlineData(0, null, null, 0)]
    public void The_minimum_of_a_deployment_is_desired_less_max_unavailable(int replicas, string? maxSurge, string? maxUnavailable, int minimum)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(replicas: replicas, strategy: new { type = "RollingUpdate", rollingUpdate = new { maxSurge, maxUnavailable } }));
        cluster.Read(Known.Workload.Minimum).Value.ShouldBe(minimum);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 4)]
    public void A_statefulset_may_miss_one_but_never_the_only_one(int replicas, int minimum)
    {
        var cluster = new TestCluster();
        cluster.Put(new { kind = "StatefulSet", metadata = new { name = "orders" }, spec = new { replicas } });
        cluster.Read(Known.Workload.Minimum, "orders", Kinds.StatefulSet).Value.ShouldBe(minimum);
    }

    [Xunit.Fact]
    public void A_daemonset_counts_the_nodes_that_it_should_run_on()
    {
        var cluster = new TestCluster();
        cluster.Put(new { kind = "DaemonSet", metadata = new { name = "agent" }, spec = new { updateStrategy = new { rollingUpdate = new { maxUnavailable = 2 } } }, status = new { desiredNumberScheduled = 5, updatedNumberScheduled = 5 } });
        cluster.Read(Known.Workload.Desired, "agent", Kinds.DaemonSet).Value.ShouldBe(5);
        cluster.Read(Known.Workload.Minimum, "agent", Kinds.DaemonSet).Value.ShouldBe(3);
    }

    [Xunit.Fact]
    public void Without_its_owner_a_workload_has_no_desired_number_rather_than_the_number_of_its_pods()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.Read(Known.Workload.Desired).Known.ShouldBeFalse();
        cluster.Read(Known.Workload.BelowMinimum).Known.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Succeeded", null, null)]
    [InlineData("Running", "deleted", null)]
    [InlineData("Running", null, "DisruptionTarget")]
    public void Pods_on_their_way_out_do_not_count(string phase, string? deleted, string? condition)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.Pod("web-a-1", phase: phase, deleted: deleted is null ? null : TestCluster.At(0), more: condition is null ? null : [Shapes.Condition(condition, "True", "")]));
        cluster.Read(Known.Workload.Ready).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_dead_node_shows_in_the_condition_and_not_in_the_container()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(replicas: 1));
        cluster.Put(Shapes.Pod("web-a-1", ready: false));
        cluster.Read(Known.Workload.Ready).Value.ShouldBe(0);
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void A_starting_pod_is_missing_from_who_was_complete_and_present_in_who_rolls_out()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(replicas: 1));
        cluster.Put(Shapes.Pod("web-a-1", created: -5, ready: false));
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(1);
        cluster.Put(Shapes.Deployment(replicas: 1, conditions: [Shapes.Condition("Progressing", "True", "ReplicaSetUpdated")]));
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(0);
        cluster.To(26);
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(1, "30 s are over");
    }

    [Xunit.Fact]
    public void Pods_that_a_scale_up_asked_for_may_take_their_time()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(replicas: 1));
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.See();
        cluster.Put(Shapes.Deployment(replicas: 3, generation: 2, observed: 2));
        cluster.Put(Shapes.Pod("web-a-2", created: 0, ready: false));
        cluster.Put(Shapes.Pod("web-a-3", created: 0, ready: false));
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(0);
        cluster.See().Facts(TestCluster.Resource("web")).ShouldContain(fact => fact.Kind == FactKinds.Scaled && fact.Text == "web: scaled from 1 to 3");
    }

    [Xunit.Fact]
    public void While_the_controller_has_not_seen_the_spec_nothing_is_missing_and_nothing_is_stuck()
    {
        var cluster = new TestCluster();
        var stuck = new[] { Shapes.Condition("Progressing", "False", "ProgressDeadlineExceeded") };
        cluster.Put(Shapes.Deployment(conditions: stuck));
        cluster.Read(Known.Workload.RolloutStuck).Value.ShouldBe(1);
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(2);
        cluster.Put(Shapes.Deployment(conditions: stuck, generation: 2));
        cluster.Read(Known.Workload.RolloutStuck).Value.ShouldBe(0);
        cluster.Read(Known.Workload.BelowMinimum).Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("shop", 1)]
    [InlineData("kube-system", 1)]
    [InlineData("preview-42", 0)]
    [InlineData("team-sandbox", 0)]
    public void Namespaces_that_a_pattern_names_are_not_production(string space, int production)
    {
        var cluster = new TestCluster();
        cluster.Put(new { kind = "Deployment", metadata = new { name = "web", @namespace = space }, spec = new { replicas = 1 } });
        cluster.See().Read(Known.Workload.Production, TestCluster.Resource("web") with { Namespace = space }).Value.ShouldBe(production);
    }

    [Xunit.Fact]
    public void A_job_serves_nobody()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("import-x", owner: "import", ownerKind: "Job"));
        cluster.Read(Known.Workload.Production, "import", Kinds.Job).Value.ShouldBe(0);
        cluster.Read(Known.Crash.LoopingPods, "import", Kinds.Job).Known.ShouldBeFalse();
    }
}
