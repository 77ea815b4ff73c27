using ApnaKart.Watch.Rules.Signals;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class ImagePullProjectionTests
{
    private const string Bad = "registry.example/shop/web:2";
    private const string NotFound = $"rpc error: code = NotFound desc = failed to resolve reference \"{Bad}\": {Bad}: not found";

    [Xunit.Fact]
    public void The_cause_survives_the_flip_to_back_off()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        cluster.To(15);
        Fails(cluster, "ImagePullBackOff", $"Back-off pulling image \"{Bad}\"");
        var failing = cluster.Read(Known.ImagePull.FailingPods);
        (failing.Value, failing["class"], failing["reason"], failing["tag"], failing["repository"], failing["registry"], failing["classes"])
            .ShouldBe((1d, "NotFound", "ImagePullBackOff", "2", "shop/web", "registry.example", "NotFound=1"));
        failing["since"].ShouldBe("2026-03-02T10:00:00Z");
    }

    [Xunit.Fact]
    public void A_newer_kubelet_tells_the_cause_in_the_back_off_and_an_older_one_in_the_event()
    {
        var cluster = Rollout();
        Fails(cluster, "ImagePullBackOff", $"Back-off pulling image \"{Bad}\"");
        cluster.Read(Known.ImagePull.FailingPods)["class"].ShouldBe("Other");
        cluster.Put(Shapes.Event("Failed", "web-b-1", $"(combined from similar events): Failed to pull image \"{Bad}\": 403 Forbidden", 1, 2));
        cluster.Read(Known.ImagePull.FailingPods)["class"].ShouldBe("Denied");
        Fails(cluster, "ImagePullBackOff", $"Back-off pulling image \"{Bad}\": ErrImagePull: {NotFound}");
        cluster.Read(Known.ImagePull.FailingPods)["class"].ShouldBe("NotFound");
    }

    [Xunit.Fact]
    public void It_fails_until_the_container_has_started()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        Fails(cluster, "ContainerCreating", null);
        cluster.Read(Known.ImagePull.FailingPods).Value.ShouldBe(1);
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Running(started: 5), owner: "web-b", image: Bad));
        cluster.Read(Known.ImagePull.FailingPods).Value.ShouldBe(0);
        cluster.Read(Known.ImagePull.NewInTemplate).Known.ShouldBeFalse();
    }

    [Xunit.Fact]
    public void A_pod_on_its_way_out_fails_no_more()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting("ErrImagePull", NotFound), owner: "web-b", image: Bad, phase: "Pending", ready: false, deleted: TestCluster.At(1)));
        cluster.Read(Known.ImagePull.FailingPods).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_repository_is_known_when_something_of_it_runs()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        cluster.Read(Known.ImagePull.RepositoryKnown).Known.ShouldBeFalse("nothing runs, and the template before used the same repository");
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.To(2);
        cluster.Read(Known.ImagePull.RepositoryKnown).Value.ShouldBe(1);
        cluster.Read(Known.ImagePull.RepositoryKnown)["image"].ShouldBe(Shapes.Image);
    }

    [Xunit.Fact]
    public void A_repository_that_nothing_runs_and_the_template_before_did_not_use_is_not_known()
    {
        var cluster = Rollout("registry.example/shop/wev:1");
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting("ErrImagePull", NotFound), owner: "web-b", image: "registry.example/shop/wev:1", phase: "Pending", ready: false));
        cluster.Put(Shapes.Pod("web-a-1"));
        cluster.Read(Known.ImagePull.RepositoryKnown).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void The_template_before_tells_where_to_go_back_to()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        var before = cluster.Read(Known.ImagePull.NewInTemplate);
        (before.Value, before["previousImage"], before["revision"], before["container"]).ShouldBe((1d, Shapes.Image, "1", "web"));
    }

    [Xunit.Fact]
    public void An_old_image_that_fails_again_did_not_come_with_the_template()
    {
        var cluster = Rollout(Shapes.Image);
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting("ErrImagePull", NotFound), owner: "web-b", phase: "Pending", ready: false));
        cluster.Read(Known.ImagePull.NewInTemplate).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void An_undo_does_not_turn_the_order_of_templates_around()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 3, template: Shapes.Template(hash: "a"), history: "1"));
        cluster.Put(Shapes.Deployment(revision: 3));
        var before = cluster.Read(Known.ImagePull.NewInTemplate);
        (before.Value, before["revision"]).ShouldBe((1d, "3"));
    }

    [Xunit.Fact]
    public void One_node_says_nothing_of_nodes_and_two_do()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", NotFound);
        cluster.Read(Known.ImagePull.FailingNodeShare).Known.ShouldBeFalse();
        cluster.Put(Shapes.Pod("web-b-2", Shapes.Running(), owner: "web-b", image: Bad, node: "node-2"));
        cluster.To(2);
        cluster.Read(Known.ImagePull.FailingNodeShare).Value.ShouldBe(0.5);
        cluster.Put(Shapes.Node("node-1", created: -60));
        cluster.To(4);
        cluster.Read(Known.ImagePull.OnBadNodes).Value.ShouldBe(1, "the node is younger than ten minutes");
    }

    [Xunit.Fact]
    public void Images_of_one_registry_that_fail_alike_are_counted_over_all_workloads()
    {
        var cluster = Rollout();
        Fails(cluster, "ErrImagePull", "429 Too Many Requests");
        cluster.Put(Shapes.Pod("cart-x-1", Shapes.Waiting("ErrImagePull", "429 Too Many Requests"), owner: "cart-x", image: "registry.example/shop/cart:9", phase: "Pending", ready: false));
        cluster.Put(Shapes.Pod("mail-x-1", Shapes.Waiting("ErrImagePull", "403 Forbidden"), owner: "mail-x", image: "registry.example/shop/mail:9", phase: "Pending", ready: false));
        cluster.Put(Shapes.Pod("else-x-1", Shapes.Waiting("ErrImagePull", "429 Too Many Requests"), owner: "else-x", image: "other.example/shop/else:9", phase: "Pending", ready: false));
        cluster.Read(Known.ImagePull.ImagesFailingAlike).Value.ShouldBe(2);
    }

    [Xunit.Fact]
    public void A_job_that_cannot_pull_is_seen_too()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Pod("import-x", Shapes.Waiting("ErrImagePull", NotFound), owner: "import", ownerKind: "Job", image: Bad, phase: "Pending", ready: false));
        cluster.Read(Known.ImagePull.FailingPods, "import", Kinds.Job).Value.ShouldBe(1);
    }

    private static TestCluster Rollout(string image = Bad)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(revision: 2));
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 1, template: Shapes.Template(hash: "a")));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: -1, template: Shapes.Template(image, hash: "b")));
        return cluster;
    }

    private static void Fails(TestCluster cluster, string reason, string? message) =>
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting(reason, message), owner: "web-b", image: Bad, phase: "Pending", ready: false, created: 0));
}
