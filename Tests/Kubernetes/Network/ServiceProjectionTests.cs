using ApnaKart.Watch.Collectors.Kubernetes.Network;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

public sealed class ServiceProjectionTests
{
    [Xunit.Fact]
    public void A_service_counts_its_ready_addresses_over_all_slices_each_once()
    {
        var scene = new NetScene().Put(NetScene.Slice("web", 1, unready: 1, suffix: "b", from: 2)).Wait(1);
        scene.Read(Known.Endpoints.Ready).Value.ShouldBe(2);
        scene.Read(Known.Endpoints.Ready)["workloads"].ShouldBe("deployment/web");
        scene.Read(Known.Endpoints.Expected).Value.ShouldBe(2);
    }

    [Xunit.Fact]
    public void An_endpoint_of_which_nobody_says_whether_it_is_ready_gets_traffic()
    {
        var slice = new { kind = "EndpointSlice", metadata = new { name = "web-a", labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "web" } }, endpoints = new[] { new { addresses = new[] { "10.0.0.9" } } }, ports = new[] { new { port = 8080 } } };
        new NetScene().Put(slice).Wait(1).Read(Known.Endpoints.Ready).Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void Endpoints_that_are_gone_count_after_ten_seconds_and_remember_since_when()
    {
        var scene = new NetScene().Wait(1).Put(NetScene.Slice("web", 0, unready: 2)).Wait(1);
        scene.Wait(9).Read(Known.Endpoints.Empty).Value.ShouldBe(0, "a pod that is replaced leaves such a gap");
        var empty = scene.Wait(2).Read(Known.Endpoints.Empty);
        (empty.Value, empty["since"], empty["before"]).ShouldBe((1, TestCluster.At(2), "2"));
        scene.Put(NetScene.Slice("web", 2)).Wait(1).Read(Known.Endpoints.Empty).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_drop_counts_after_thirty_seconds_against_what_was_there_and_is_asked_for()
    {
        var scene = new NetScene().Put(NetScene.Slice("web", 1, unready: 1)).Wait(29);
        scene.Read(Known.Endpoints.Drop).Value.ShouldBe(0);
        scene.Wait(3).Read(Known.Endpoints.Drop).Value.ShouldBe(0.5);
    }

    [Xunit.Fact]
    public void Scaling_down_loses_nothing_scaling_up_misses_nothing_and_zero_is_a_wish()
    {
        var scene = new NetScene().Put(NetScene.Deployment("web", 1), NetScene.Slice("web", 1)).Wait(40);
        scene.Read(Known.Endpoints.Drop).Value.ShouldBe(0);
        scene.Put(NetScene.Deployment("web", 6)).Wait(40).Read(Known.Endpoints.Drop).Value.ShouldBe(0);
        scene.Put(NetScene.Deployment("web", 0), NetScene.Slice("web", 0)).Delete(NetScene.Pod("web-1", "web"), NetScene.Pod("web-2", "web")).Wait(60);
        scene.Read(Known.Endpoints.Empty).Value.ShouldBe(0);
        scene.Read(Known.Endpoints.Expected).Value.ShouldBe(0);
    }

    [Xunit.Theory]
    [Xunit.InlineData("app=web-v2", "app", "web-v2", "web")]
    [Xunit.InlineData("app=web,tier=front", "tier", "front", null)]
    public void A_selector_that_finds_nobody_any_more_names_the_label_that_is_wrong(string selector, string label, string wanted, string? found)
    {
        var scene = new NetScene().Put(NetScene.Service("web", selector), NetScene.Slice("web", 0)).Wait(12);
        scene.Read(Known.Endpoints.Empty).Value.ShouldBe(1);
        var mismatch = scene.Read(Known.Endpoints.SelectorMismatch);
        (mismatch.Value, mismatch["label"], mismatch["wanted"], mismatch["found"], mismatch["pods"]).ShouldBe((1, label, wanted, found, "2"));
        scene.Read(Known.Endpoints.Ready)["workloads"].ShouldBe("deployment/web", "what was behind it last");
    }

    [Xunit.Fact]
    public void A_service_without_pods_that_never_had_any_is_idle_until_somebody_is_declared_to_call_it()
    {
        var scene = new NetScene().Put(NetScene.Service("blue", "app=blue"), NetScene.Slice("blue", 0)).Wait(30);
        scene.Read(Known.Endpoints.Empty, "blue").Value.ShouldBe(0);
        scene.Read(Known.Endpoints.SelectorMismatch, "blue").Known.ShouldBeFalse("no pod has anything like that label");
        scene.Put(NetScene.Deployment("web", 2, calls: "blue")).Wait(12).Read(Known.Endpoints.Empty, "blue").Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void Pods_of_jobs_are_meant_to_end_and_leave_no_gap()
    {
        var scene = new NetScene().Put(NetScene.Service("job", "app=job"), NetScene.Pod("job-1", "job", ownerKind: "Job"), NetScene.Slice("job", 1)).Wait(2);
        scene.Delete(NetScene.Pod("job-1", "job", ownerKind: "Job")).Put(NetScene.Slice("job", 0)).Wait(30).Read(Known.Endpoints.Empty, "job").Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void A_workload_that_was_deleted_asks_for_nothing()
    {
        var scene = new NetScene().Wait(1).Delete(NetScene.Deployment("web", 2), NetScene.Pod("web-1", "web"), NetScene.Pod("web-2", "web")).Put(NetScene.Slice("web", 0));
        scene.Wait(30).Read(Known.Endpoints.Empty).Value.ShouldBe(0);
    }

    [Xunit.Fact]
    public void Services_without_a_selector_and_by_name_of_another_host_are_not_judged_and_deleted_ones_are_gone()
    {
        var scene = new NetScene().Put(NetScene.Service("outside", "app=web", type: "ExternalName"), NetScene.Service("manual", ""));
        scene.Wait(1).Cluster.See().Resources(NetScene.Whole.Scope, Kinds.Service).ShouldBe([NetScene.Of("web")]);
        scene.Delete(NetScene.Service("web", "app=web")).Wait(2).Cluster.See().Exists(NetScene.Of("web")).ShouldBeFalse();
    }

    [Xunit.Fact]
    public void A_named_port_that_no_pod_has_leaves_a_slice_without_ports_and_so_without_endpoints()
    {
        var scene = new NetScene().Put(NetScene.Service("web", "app=web", [new { port = 80, targetPort = "web" }]), NetScene.Slice("web", 2, port: false)).Wait(12);
        scene.Read(Known.Endpoints.Ready).Value.ShouldBe(0);
        scene.Read(Known.Endpoints.Empty).Value.ShouldBe(1);
        var port = scene.Read(Known.Endpoints.PortMissing);
        (port.Value, port["port"], port["found"]).ShouldBe((1, "web", "http"));
    }

    [Xunit.Fact]
    public void Unready_pods_are_counted_by_the_deepest_reason()
    {
        var scene = new NetScene().Put(NetScene.Deployment("web", 4), NetScene.Node("node-2", "Unknown"), NetScene.Slice("web", 0, 4),
            NetScene.Pod("web-1", "web", ready: false),
            NetScene.Pod("web-2", "web", ready: false, status: Shapes.Waiting("CrashLoopBackOff", null, 3, Shapes.End(-4, -2))),
            NetScene.Pod("web-3", "web", ready: false, status: Shapes.Waiting("ImagePullBackOff", "Back-off pulling image")),
            NetScene.Pod("web-4", "web", ready: false, node: "node-2"),
            Shapes.Event("Unhealthy", "web-1", "Readiness probe failed: no database\n", -10, -5)).Wait(1);
        foreach (var signal in (Signal[])[Known.Endpoints.UnreadyRunning, Known.Endpoints.UnreadyCrashing, Known.Endpoints.UnreadyPulling, Known.Endpoints.UnreadyOnBadNodes])
            scene.Read(signal).Value.ShouldBe(0.25, signal.Name);
        scene.Read(Known.Endpoints.UnreadyRunning)["message"].ShouldBe("Readiness probe failed: no database");
    }

    [Xunit.Fact]
    public void Five_hundred_services_over_ten_thousand_pods_are_projected_between_two_looks()
    {
        var scene = new NetScene();
        scene.Cluster.Fill(ResourceTypes.Deployments, scene.Cluster.Cache.Deployments, Enumerable.Range(0, 500).Select(number => NetScene.Deployment($"d{number}", 20, calls: $"d{(number + 1) % 500}:80")));
        scene.Cluster.Fill(ResourceTypes.Pods, scene.Cluster.Cache.Pods, Enumerable.Range(0, 10_000).Select(number => NetScene.Pod($"d{number / 20}-x-{number}", $"d{number / 20}", address: $"10.1.{number / 250}.{number % 250}")));
        scene.Cluster.Fill(NetworkTypes.Services, scene.Cluster.Cache.Shelf<Service>(), Enumerable.Range(0, 500).Select(number => NetScene.Service($"d{number}", $"app=d{number}")));
        scene.Put(NetScene.Policy("deny", """{"podSelector":{"matchLabels":{"app":"d7"}}}""")).Wait(2);
        scene.Read(Known.Endpoints.Blocked, "d7").Value.ShouldBe(1);
        var times = new List<TimeSpan>();
        for (var round = 0; round < 5; round++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            scene.Wait(1);
            times.Add(watch.Elapsed);
        }

        times.Order().ElementAt(2).ShouldBeLessThan(TimeSpan.FromSeconds(1), "it runs each second; all of it in one namespace is the worst case");
    }

    [Xunit.Fact]
    public void Before_all_lists_are_in_nothing_is_told()
    {
        var cluster = new TestCluster();
        cluster.Put(NetScene.Service("web", "app=web"));
        cluster.Listed(Streams.Services, Streams.Pods, Streams.Deployments);
        cluster.See().Exists(NetScene.Of("web")).ShouldBeFalse();
        cluster.Listed(Streams.EndpointSlices);
        cluster.See().Exists(NetScene.Of("web")).ShouldBeTrue();
    }
}
