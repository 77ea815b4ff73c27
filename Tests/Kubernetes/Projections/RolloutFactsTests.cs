using ApnaKart.Watch.Rules.Signals;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class RolloutFactsTests
{
    private static readonly Resource Web = TestCluster.Resource("web");

    [Xunit.Fact]
    public void The_first_template_is_no_rollout()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.ReplicaSet("web-a", created: -5));
        cluster.See().Facts(Web).ShouldBeEmpty();
    }

    [Xunit.Fact]
    public void A_new_image_starts_a_rollout_once_and_ends_it_once()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 1));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: -5, template: Shapes.Template("registry.example/shop/web:2")));
        cluster.Put(Shapes.Deployment(revision: 2, conditions: [Shapes.Condition("Progressing", "True", "ReplicaSetUpdated")]));
        var started = cluster.See().Facts(Web).ShouldHaveSingleItem();
        (started.Kind, started.Text, started.Time).ShouldBe((FactKinds.RolloutStarted, "web: rollout started: web:1 → web:2", TestCluster.Start.AddSeconds(-5)));
        started.Data!["change"].ShouldBe("image");
        cluster.Put(new
        {
            kind = "Deployment",
            metadata = new { name = "web", generation = 2, annotations = new Dictionary<string, string> { ["deployment.kubernetes.io/revision"] = "2" } },
            spec = new { replicas = 1 },
            status = new { observedGeneration = 2, replicas = 1, updatedReplicas = 1, availableReplicas = 1, conditions = new[] { Shapes.Condition("Progressing", "True", "NewReplicaSetAvailable", 30) } },
        });
        cluster.To(31);
        cluster.See().Facts(Web).Where(fact => fact.Kind == FactKinds.RolloutFinished).ShouldHaveSingleItem().Time.ShouldBe(TestCluster.Start.AddSeconds(30));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: -5, template: Shapes.Template("registry.example/shop/web:2")));
        cluster.See().Facts(Web).Count(fact => fact.Kind == FactKinds.RolloutFinished).ShouldBe(1);
    }

    [Xunit.Fact]
    public void An_undo_began_when_it_was_seen_and_not_when_its_template_was_made()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 1));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: -5, template: Shapes.Template("registry.example/shop/web:2")));
        cluster.Put(Shapes.Deployment(revision: 2));
        cluster.See();
        cluster.To(60);
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 3, history: "1"));
        cluster.Put(Shapes.Deployment(revision: 3));
        var undo = cluster.See().Facts(Web).First(fact => fact.Kind == FactKinds.RolloutStarted);
        (undo.Text, undo.Time).ShouldBe(("web: rollout started: web:2 → web:1", TestCluster.Start.AddSeconds(60)));
    }

    [Xunit.Fact]
    public void A_change_of_data_is_told_with_its_keys_and_its_writer()
    {
        var cluster = new TestCluster();
        cluster.Put(new { kind = "Namespace", metadata = new { name = "shop", @namespace = "" } });
        cluster.Put(Shapes.ConfigMap("web-config", new() { ["A"] = "1" }));
        cluster.Cache.ConfigMaps.Replace([]);
        cluster.Put(Shapes.ConfigMap("web-config", new() { ["A"] = "1" }, uid: "second", created: 0, changed: 0));
        cluster.To(9);
        cluster.Put(Shapes.ConfigMap("web-config", new() { ["A"] = "2" }, uid: "second", created: 0, changed: 9));
        cluster.See().Facts(TestCluster.Resource("web-config", Kinds.ConfigMap)).Select(fact => fact.Text).ShouldContain("ConfigMap web-config: A changed by kubectl-edit");
    }
}
