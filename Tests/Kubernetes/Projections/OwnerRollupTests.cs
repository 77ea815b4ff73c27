using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class OwnerRollupTests
{
    [Xunit.Fact]
    public void A_pod_belongs_to_the_deployment_of_its_replicaset_even_before_that_is_known()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.Read(Known.Workload.Ready).Value.ShouldBe(1);
        cluster.See().Resources(TestCluster.Resource("web").Scope, Kinds.ReplicaSet).ShouldBeEmpty();
    }

    [Xunit.Fact]
    public void A_replicaset_without_deployment_is_judged_itself()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.Put(new { kind = "ReplicaSet", metadata = new { name = "web-a" }, spec = new { replicas = 3 } });
        cluster.Read(Known.Workload.Desired, "web-a", Kinds.ReplicaSet).Value.ShouldBe(3);
        cluster.Read(Known.Workload.Ready, "web-a", Kinds.ReplicaSet).Value.ShouldBe(1);
        cluster.See().Resources(TestCluster.Resource("web").Scope, Kinds.Deployment).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("StatefulSet", "orders", Kinds.StatefulSet)]
    [InlineData("DaemonSet", "agent", Kinds.DaemonSet)]
    [InlineData("Job", "import", Kinds.Job)]
    [InlineData("Workflow", "nightly", "workflow")]
    public void Other_owners_are_judged_in_place_of_their_pods(string ownerKind, string owner, string kind)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("p", owner: owner, ownerKind: ownerKind));
        cluster.Read(Known.Workload.Ready, owner, kind).Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void A_job_of_a_cronjob_counts_for_the_cronjob_and_stays_there_when_the_job_is_deleted_first()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("sync-29-x", owner: "sync-29", ownerKind: "Job"));
        var job = new { kind = "Job", metadata = new { name = "sync-29", ownerReferences = new[] { new { kind = "CronJob", name = "sync", controller = true } } } };
        cluster.Put(job);
        cluster.Read(Known.Workload.Ready, "sync", Kinds.CronJob).Value.ShouldBe(1);
        cluster.Delete(job);
        cluster.Put(Shapes.Pod("sync-29-x", owner: "sync-29", ownerKind: "Job", deleted: TestCluster.At(0)));
        cluster.See().Exists(TestCluster.Resource("sync-29", Kinds.Job)).ShouldBeFalse();
        cluster.Read(Known.Workload.Ready, "sync", Kinds.CronJob).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_pod_that_nobody_owns_is_judged_itself_and_a_static_pod_not_at_all()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("alone", ownerKind: ""));
        cluster.Put(Shapes.Pod("etcd-node-1", owner: "node-1", ownerKind: "Node"));
        cluster.Read(Known.Workload.Desired, "alone", Kinds.Pod).Value.ShouldBe(1);
        cluster.See().Samples.Select(sample => sample.Resource.Name).Distinct().ShouldBe(["alone"]);
    }

    [Xunit.Fact]
    public void What_is_deleted_is_taken_away_and_what_a_complete_list_does_not_name_too()
    {
        var cluster = new TestCluster();
        var owner = Shapes.Deployment();
        cluster.Put(owner);
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.See().Exists(TestCluster.Resource("web")).ShouldBeTrue();
        cluster.Delete(owner);
        cluster.See().Exists(TestCluster.Resource("web")).ShouldBeTrue("its pod is still there");
        cluster.Cache.Pods.Replace([]);
        cluster.See().Exists(TestCluster.Resource("web")).ShouldBeFalse();
    }
}
