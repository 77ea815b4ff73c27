using ApnaKart.Watch.Rules.Signals;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class CrashConfigTests
{
    private static readonly Dictionary<string, string> Good = new() { ["app.properties"] = "POOL=20\nHOST=db", ["MODE"] = "fast" };
    private static readonly Dictionary<string, string> Bad = new() { ["app.properties"] = "POOL=ten\nHOST=db", ["MODE"] = "fast" };

    [Xunit.Fact]
    public void A_change_in_place_is_tied_to_the_crash_that_follows_it()
    {
        var cluster = InPlace("shop");
        var change = cluster.Read(Known.Crash.ChangeToCrash);
        change.Value.ShouldBe(7);
        (change["configmap"], change["keys"], change["style"], change["manager"], change["changedAt"])
            .ShouldBe(("web-config", "app.properties", "in-place", "kubectl-edit", "2026-03-02T10:00:00Z"));
        change["restorePatch"].ShouldBe("""{"data":{"app.properties":"POOL=20\nHOST=db"}}""");
        change["diff"].ShouldBe("-app.properties: POOL=20\n+app.properties: POOL=ten");
        cluster.Read(Known.Crash.TemplateConfigOnly)["template"].ShouldBe("unchanged");
        cluster.Read(Known.Crash.MessageNamesConfig).Value.ShouldBe(1);
        cluster.Read(Known.Crash.FastExits).Value.ShouldBe(1);
        cluster.Read(Known.Crash.MissingReference).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void Where_nobody_agreed_values_are_not_kept_and_no_patch_is_offered()
    {
        var change = InPlace().Read(Known.Crash.ChangeToCrash);
        change["keys"].ShouldBe("app.properties");
        change["restorePatch"].ShouldBeNull();
        change["diff"].ShouldBeNull();
    }

    [Xunit.Fact]
    public void Pods_that_started_before_the_change_are_survivors()
    {
        var cluster = InPlace();
        cluster.Read(Known.Crash.SurvivorsOnOldConfig).Known.ShouldBeFalse("there is no one to compare with");
        cluster.Put(Shapes.Pod("web-a-2"));
        cluster.Read(Known.Crash.SurvivorsOnOldConfig).Value.ShouldBe(1);
        cluster.Put(Shapes.Pod("web-a-3", Shapes.Running(started: 4)));
        cluster.To(70);
        cluster.Read(Known.Crash.SurvivorsOnOldConfig).Value.ShouldBe(0, "a pod that started after the change runs well");
    }

    [Xunit.Fact]
    public void The_change_that_repairs_it_is_not_taken_for_the_cause()
    {
        var cluster = InPlace();
        cluster.To(40);
        cluster.Put(Shapes.ConfigMap("web-config", Good, changed: 40));
        cluster.Read(Known.Crash.ChangeToCrash).Value.ShouldBe(7);
    }

    [Xunit.Fact]
    public void A_crash_that_came_first_makes_the_time_negative()
    {
        var cluster = Settled();
        cluster.To(10);
        Crash(cluster);
        cluster.Read(Known.Crash.ChangeToCrash).Known.ShouldBeFalse();
        cluster.To(100);
        cluster.Put(Shapes.ConfigMap("web-config", Bad, changed: 97));
        cluster.Read(Known.Crash.ChangeToCrash).Value.ShouldBe(-90);
    }

    [Xunit.Fact]
    public void A_second_bad_change_is_the_cause_although_a_pod_of_the_first_is_only_just_ready_again()
    {
        var cluster = InPlace();
        cluster.To(30);
        cluster.Put(Shapes.ConfigMap("web-config", Good, created: -100_000, changed: 30));
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Running(started: 31, restarts: 2, last: Shapes.End(5, 7)), created: 4, readySince: 32));
        cluster.To(60);
        cluster.Put(Shapes.ConfigMap("web-config", Bad, created: -100_000, changed: 60));
        cluster.To(70);
        cluster.Put(Shapes.Pod("web-a-2", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(63, 65)), created: 62, ready: false));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(2, "who is ready for less than two minutes is not trusted yet");
        cluster.Read(Known.Crash.ChangeToCrash).Value.ShouldBe(5);
        cluster.Read(Known.Crash.SurvivorsOnOldConfig).Value.ShouldNotBe(0);
    }

    [Xunit.Fact]
    public void What_changes_all_the_time_is_still_named_and_said_to_do_so()
    {
        var cluster = Settled();
        for (var version = 0; version < 8; version++)
        {
            cluster.To(version * 60);
            cluster.Put(Shapes.ConfigMap("web-config", new() { ["MODE"] = $"{version}" }, created: -100_000, changed: version * 60));
        }

        cluster.To(430);
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(424, 426)), created: 423, ready: false));
        var change = cluster.Read(Known.Crash.ChangeToCrash);
        (change.Value, change["configmap"], change["often"]).ShouldBe((6d, "web-config", "true"));
    }

    [Xunit.Fact]
    public void Labels_and_annotations_are_no_change()
    {
        var cluster = Settled();
        cluster.To(5);
        cluster.Put(Shapes.ConfigMap("web-config", Good, changed: 5, manager: "kubectl-label"));
        cluster.See().Facts(TestCluster.Resource("web-config", Kinds.ConfigMap)).ShouldBeEmpty();
        cluster.To(10);
        Crash(cluster);
        cluster.Read(Known.Crash.ChangeToCrash).Known.ShouldBeFalse();
    }

    [Xunit.Fact]
    public void A_change_of_a_configmap_that_the_pods_do_not_read_is_none_of_theirs()
    {
        var cluster = Settled();
        cluster.Put(Shapes.ConfigMap("other-config", Good));
        cluster.To(1);
        cluster.Put(Shapes.ConfigMap("other-config", Bad, changed: 1));
        cluster.To(10);
        Crash(cluster);
        cluster.Read(Known.Crash.ChangeToCrash).Known.ShouldBeFalse();
        cluster.Read(Known.Crash.ReadsConfigMap)["configmaps"].ShouldBe("web-config");
    }

    [Xunit.Fact]
    public void The_creation_of_what_a_workload_always_ran_with_is_no_change()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.ConfigMap("web-config", Good, created: -600, changed: -600));
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.ReplicaSet("web-a", created: -590));
        cluster.See();
        cluster.To(10);
        Crash(cluster);
        cluster.Read(Known.Crash.ChangeToCrash).Known.ShouldBeFalse();
    }

    [Xunit.Fact]
    public void Of_what_changed_before_watch_came_the_managed_fields_tell()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.ReplicaSet("web-a"));
        cluster.Put(Shapes.ConfigMap("web-config", Bad, changed: -30, manager: "helm"));
        cluster.To(10);
        Crash(cluster);
        var change = cluster.Read(Known.Crash.ChangeToCrash);
        (change.Value, change["manager"], change["style"], change["keys"]).ShouldBe((37d, "helm", "in-place", "MODE,app.properties"));
    }

    [Xunit.Fact]
    public void A_new_name_of_the_same_base_is_the_hashed_style()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(revision: 2));
        cluster.Put(Shapes.ConfigMap("web-config-7m8k2f4tbh", Good));
        cluster.Put(Shapes.ReplicaSet("web-a", revision: 1, template: Shapes.Template(map: "web-config-7m8k2f4tbh", hash: "a")));
        cluster.Put(Shapes.ConfigMap("web-config-d9g5c6h2mt", Bad, created: 0, changed: 0, manager: "kubectl-client-side-apply"));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: 1, template: Shapes.Template(map: "web-config-d9g5c6h2mt", hash: "b")));
        cluster.Put(Shapes.Pod("web-a-1", map: "web-config-7m8k2f4tbh"));
        cluster.To(10);
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(5, 7)), owner: "web-b", created: 2, ready: false, map: "web-config-d9g5c6h2mt"));
        var change = cluster.Read(Known.Crash.ChangeToCrash);
        (change.Value, change["style"], change["configmap"], change["previous"], change["keys"])
            .ShouldBe((6d, "hashed", "web-config-d9g5c6h2mt", "web-config-7m8k2f4tbh", "app.properties"));
        change["restorePatch"].ShouldBeNull();
        cluster.Read(Known.Crash.TemplateConfigOnly)["template"].ShouldBe("config-only");
        cluster.Read(Known.Crash.SurvivorsOnOldConfig).Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void A_new_image_after_the_change_is_said_and_one_before_it_is_not()
    {
        var cluster = Settled();
        cluster.Put(Shapes.Deployment(revision: 2));
        cluster.Put(Shapes.ReplicaSet("web-b", revision: 2, created: 5, template: Shapes.Template("registry.example/shop/web:2", hash: "b")));
        cluster.To(20);
        cluster.Put(Shapes.Pod("web-b-1", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(8, 9)), owner: "web-b", created: 6, ready: false));
        var image = cluster.Read(Known.Crash.ImageChanged);
        (image.Value, image["image"], image["previousImage"]).ShouldBe((1d, "registry.example/shop/web:2", Shapes.Image));
        cluster.Read(Known.Crash.TemplateConfigOnly).Value.ShouldBe(0);
        cluster.To(30);
        cluster.Put(Shapes.ConfigMap("web-config", Bad, changed: 7));
        cluster.Read(Known.Crash.ImageChanged).Value.ShouldBe(0, "the ConfigMap changed after the rollout");
    }

    [Xunit.Fact]
    public void Other_readers_that_restarted_count_for_or_against()
    {
        var cluster = InPlace();
        cluster.Read(Known.Crash.SharedConfigCrashes).Known.ShouldBeFalse();
        cluster.Put(Shapes.Pod("cart-c-1", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(5, 7)), owner: "cart-c", ready: false));
        cluster.To(11);
        cluster.Read(Known.Crash.SharedConfigCrashes).Value.ShouldBe(1);
        cluster.Read(Known.Crash.SharedConfigCrashes)["workloads"].ShouldBe("cart");
        cluster.Put(Shapes.Pod("mail-c-1", Shapes.Running(started: 6), owner: "mail-c"));
        cluster.To(12);
        cluster.Read(Known.Crash.SharedConfigCrashes).Value.ShouldBe(0);
    }

    [Xunit.Theory]
    [Xunit.InlineData("couldn't find key URL in ConfigMap shop/web-config", "web-config", "URL")]
    [Xunit.InlineData("configmap \"web-config-v2\" not found", "web-config-v2", null)]
    [Xunit.InlineData("secret \"web-secret\" not found", null, null)]
    public void The_kubelet_names_what_it_misses(string message, string? map, string? key)
    {
        var cluster = Settled();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CreateContainerConfigError", message), ready: false, created: 0));
        var missing = cluster.Read(Known.Crash.MissingReference);
        (missing.Value, missing["configmap"], missing["key"]).ShouldBe((map is null ? 0 : 1, map, key));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
        cluster.Read(Known.Crash.FastExits).Known.ShouldBeFalse("no end is known");
    }

    [Xunit.Fact]
    public void A_volume_of_a_missing_configmap_keeps_a_pod_from_starting()
    {
        var cluster = Settled();
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("ContainerCreating"), ready: false, phase: "Pending", created: 0));
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
        cluster.Put(Shapes.Event("FailedMount", "web-a-1", "MountVolume.SetUp failed for volume \"config\" : configmap \"web-config\" not found", 1, 2));
        cluster.Read(Known.Crash.LoopingPods)["reason"].ShouldBe("FailedMount");
        cluster.Read(Known.Crash.MissingReference)["configmap"].ShouldBe("web-config");
    }

    [Xunit.Theory]
    [Xunit.InlineData("AccessDenied: User: arn:aws:sts::1:assumed-role/x is not authorized to perform: s3:GetObject", 1)]
    [Xunit.InlineData("panic: runtime error: invalid memory address", 0)]
    public void A_denial_by_aws_is_told_from_the_last_words(string words, int denied)
    {
        var cluster = Settled();
        cluster.To(10);
        Crash(cluster, words);
        cluster.Read(Known.Crash.AwsDenied).Value.ShouldBe(denied);
        cluster.Read(Known.Crash.MessageNamesConfig).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void Without_last_words_nothing_is_said_of_them()
    {
        var cluster = Settled();
        cluster.To(10);
        Crash(cluster, "");
        cluster.Read(Known.Crash.AwsDenied).Known.ShouldBeFalse();
        cluster.Read(Known.Crash.MessageNamesConfig).Known.ShouldBeFalse();
        cluster.Read(Known.Crash.OnBadNodes).Known.ShouldBeFalse("the node is not known");
        cluster.Put(Shapes.Node("node-1", pressure: "MemoryPressure"));
        cluster.To(12);
        cluster.Read(Known.Crash.OnBadNodes).Value.ShouldBe(1);
    }

    private static TestCluster Settled(params string[] valueNamespaces)
    {
        var cluster = new TestCluster(valueNamespaces);
        cluster.Put(new { kind = "Namespace", metadata = new { name = "shop", @namespace = "" } });
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.ReplicaSet("web-a"));
        cluster.Put(Shapes.ConfigMap("web-config", Good, created: -100_000, changed: -100_000));
        cluster.See();
        return cluster;
    }

    private static TestCluster InPlace(params string[] valueNamespaces)
    {
        var cluster = Settled(valueNamespaces);
        cluster.Put(Shapes.ConfigMap("web-config", Bad, created: -100_000, changed: 0));
        cluster.To(10);
        Crash(cluster, "FATAL POOL: cannot parse \"ten\" (/config/app.properties)");
        return cluster;
    }

    private static void Crash(TestCluster cluster, string words = "boom") =>
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", null, 1, Shapes.End(5, 7, message: words)), created: 4, ready: false));
}
