using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.ControlPlane;

public sealed class ControlPlaneProjectionTests
{
    private const string Manager = "kube-controller-manager";
    private const string Scheduler = "kube-scheduler";
    private const string Refusal = "Internal error occurred: failed calling webhook \"check.policy.example\": failed to call webhook: Post \"https://policy.policy-system.svc:443/validate?timeout=5s\": service \"policy\" not found";

    private readonly PlaneRig _rig = new();

    [Fact]
    public void A_lease_that_stands_still_ages_from_list_to_list_and_not_while_no_list_comes()
    {
        for (var second = 0; second <= 30; second += 10)
        {
            _rig.To(second);
            _rig.Leases((Manager, "a", "never moves"), (Scheduler, "b", $"{second}"));
            _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBe(second);
        }

        _rig.Read(Known.ControlPlane.LeaseAge)["lease"].ShouldBe(Manager);
        _rig.To(300);
        _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBe(30, "nobody has looked since");
    }

    [Fact]
    public void A_lease_that_was_given_back_ages_although_its_holder_wrote_it_last()
    {
        _rig.Leases((Scheduler, "b", "1"));
        _rig.To(10);
        _rig.Leases((Scheduler, "", "2"));
        _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBe(0);
        _rig.To(30);
        _rig.Leases((Scheduler, "", "2"));
        _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBe(20);
        _rig.To(40);
        _rig.Leases((Scheduler, "c", "3"));
        _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBe(0);
    }

    [Fact]
    public void No_leases_of_leaders_are_no_data_not_health()
    {
        _rig.Leases(("apiserver-1", "x", "1"));
        _rig.Read(Known.ControlPlane.LeaseAge).Value.ShouldBeNull();
        new PlaneRig(Streams.Pods).Read(Known.ControlPlane.SystemShort).Value.ShouldBeNull();
    }

    [Fact]
    public void A_spec_that_nobody_takes_note_of_counts_after_a_minute()
    {
        _rig.Put(Shapes.Deployment(generation: 2, observed: 1));
        _rig.Read(Known.ControlPlane.Unreconciled).Value.ShouldBe(0);
        _rig.To(61);
        var reading = _rig.Read(Known.ControlPlane.Unreconciled);
        reading.Value.ShouldBe(1);
        reading["workloads"].ShouldBe("deployment/ap-south-1/c1/shop/web");
        reading["since"].ShouldBe("2026-03-02T10:00:00Z");
        _rig.Put(Shapes.Deployment(generation: 2, observed: 2));
        _rig.To(62);
        _rig.Read(Known.ControlPlane.Unreconciled).Value.ShouldBe(0);
    }

    [Fact]
    public void A_pod_without_a_word_of_the_scheduler_counts_and_one_that_finds_no_room_does_not()
    {
        object Pod(string name, object[] conditions) => new { kind = "Pod", metadata = new { name, creationTimestamp = TestCluster.At(0) }, spec = new { }, status = new { phase = "Pending", conditions } };
        _rig.Put(Pod("silent", []));
        _rig.Put(Pod("no-room", [Shapes.Condition("PodScheduled", "False", "Unschedulable")]));
        _rig.Read(Known.ControlPlane.Unnoticed).Value.ShouldBe(0);
        _rig.To(31);
        _rig.Read(Known.ControlPlane.Unnoticed).Value.ShouldBe(1);
        _rig.Read(Known.ControlPlane.Unnoticed)["pods"].ShouldBe("shop/silent");
    }

    [Fact]
    public void A_ReplicaSet_short_of_pods_counts_by_its_pods_and_only_while_it_gives_no_reason()
    {
        _rig.Put(Shapes.Deployment());
        _rig.Put(Shapes.ReplicaSet("web-a"));
        _rig.Read(Known.ControlPlane.Unfilled).Value.ShouldBe(0);
        _rig.To(91);
        _rig.Read(Known.ControlPlane.Unfilled).Value.ShouldBe(1);
        _rig.Put(Failing("web-a", "pods \"web-a-\" is forbidden: exceeded quota"));
        _rig.To(92);
        _rig.Read(Known.ControlPlane.Unfilled).Value.ShouldBe(0);
        _rig.Read(Known.ControlPlane.WebhookBlocks).Value.ShouldBe(0, "a quota is no webhook");
    }

    [Fact]
    public void A_webhook_that_cannot_be_called_is_named_with_its_configuration_and_is_over_with_the_pods()
    {
        _rig.Put(new { kind = "ValidatingWebhookConfiguration", metadata = new { name = "policy.example" }, webhooks = new[] { new { name = "other.policy.example" }, new { name = "check.policy.example" } } });
        _rig.Put(Shapes.Deployment());
        _rig.Put(Failing("web-a", Refusal));
        _rig.Put(new
        {
            kind = "Event",
            metadata = new { name = "e1", uid = "e1" },
            involvedObject = new { kind = "ReplicaSet", name = "web-a", uid = "uid-ReplicaSet-web-a" },
            reason = "FailedCreate",
            type = "Warning",
            message = $"Error creating: {Refusal}",
            count = 13,
            firstTimestamp = TestCluster.At(-5),
            lastTimestamp = TestCluster.At(0),
        });
        var reading = _rig.Read(Known.ControlPlane.WebhookBlocks);
        reading.Value.ShouldBe(1);
        (reading["count"], reading["webhook"], reading["configuration"], reading["configurationKind"], reading["index"], reading["service"])
            .ShouldBe(("13", "check.policy.example", "policy.example", "validatingwebhookconfiguration", "1", "policy.policy-system"));
        _rig.Put(Shapes.Pod("web-a-1"));
        _rig.To(1);
        _rig.Read(Known.ControlPlane.WebhookBlocks).Value.ShouldBe(0, "old events say nothing of now");
    }

    [Fact]
    public void A_system_component_without_half_of_its_pods_counts_after_a_while()
    {
        var coredns = JsonNodeOf(Shapes.Deployment("coredns"), "kube-system");
        _rig.Put(coredns);
        _rig.Read(Known.ControlPlane.SystemShort).Value.ShouldBe(0);
        _rig.To(16);
        _rig.Read(Known.ControlPlane.SystemShort).Value.ShouldBe(1);
        _rig.Read(Known.ControlPlane.SystemShort)["components"].ShouldBe("coredns");
    }

    [Fact]
    public void Nodes_count_only_when_they_go_silent_together_and_apart()
    {
        _rig.Put(Node("n1", "app", "a", "Unknown", -10));
        _rig.Put(Node("n2", "app", "a", "Unknown", -5));
        _rig.Put(Node("n3", "app", "b", "True", -9000));
        _rig.Put(Node("n4", "batch", "c", "True", -9000));
        _rig.Read(Known.ControlPlane.NodesUnknown).Value.ShouldBe(0, "one group in one zone is a node group's trouble");
        _rig.Put(Node("n4", "batch", "c", "Unknown", -1));
        _rig.To(1);
        _rig.Read(Known.ControlPlane.NodesUnknown).Value.ShouldBe(0.75);
    }

    [Fact]
    public void An_aggregated_API_counts_when_it_stays_away()
    {
        _rig.Put(Service("False"));
        _rig.Read(Known.ControlPlane.ApisUnavailable).Value.ShouldBe(0);
        _rig.To(11);
        _rig.Read(Known.ControlPlane.ApisUnavailable)["message"].ShouldStartWith("MissingEndpoints");
        _rig.Read(Known.ControlPlane.ApisUnavailable).Value.ShouldBe(1);
        _rig.Put(Service("True"));
        _rig.To(12);
        _rig.Read(Known.ControlPlane.ApisUnavailable).Value.ShouldBe(0);
    }

    [Fact]
    public void Workloads_that_vanish_at_once_show_for_ten_minutes()
    {
        foreach (var name in (string[])["a", "b", "c", "d", "e", "f"])
            _rig.Put(Shapes.Deployment(name));
        _rig.Read(Known.ControlPlane.WorkloadsLost).Value.ShouldBe(0);
        _rig.To(60);
        foreach (var name in (string[])["a", "b", "c"])
            _rig.Put(Shapes.Deployment(name), WatchKind.Deleted);
        _rig.Read(Known.ControlPlane.WorkloadsLost).Value.ShouldBe(0.5);
        _rig.To(700);
        _rig.Read(Known.ControlPlane.WorkloadsLost).Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("argo-apiservice-v1-false.yaml", 1)]
    [InlineData("argo-apiservice-v1-true.yaml", 0)]
    public void Real_APIServices_are_read(string file, int away)
    {
        var path = Fixtures.Path("kubernetes", "apiserver", file);
        Assert.SkipUnless(path is not null, Fixtures.Absent);
        _rig.Put(SingleObjectTests.Read(path!));
        _rig.Read(Known.ControlPlane.ApisUnavailable);
        _rig.To(20);
        _rig.Read(Known.ControlPlane.ApisUnavailable).Value.ShouldBe(away);
    }

    private static JsonNode JsonNodeOf(object shape, string @namespace)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(shape)!;
        node["metadata"]!["namespace"] = @namespace;
        return node;
    }

    private static JsonNode Failing(string name, string message)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(Shapes.ReplicaSet(name))!;
        node["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "ReplicaFailure", ["status"] = "True", ["reason"] = "FailedCreate", ["message"] = message, ["lastTransitionTime"] = TestCluster.At(-5) }),
        };
        return node;
    }

    private static object Node(string name, string group, string zone, string ready, double since) => new
    {
        kind = "Node",
        metadata = new { name, @namespace = "", labels = new Dictionary<string, string> { ["eks.amazonaws.com/nodegroup"] = group, ["topology.kubernetes.io/zone"] = zone } },
        status = new { conditions = new[] { Shapes.Condition("Ready", ready, "", since) } },
    };

    private static object Service(string available) => new
    {
        kind = "APIService",
        metadata = new { name = "v1beta1.metrics.k8s.io" },
        status = new { conditions = new[] { new { type = "Available", status = available, reason = "MissingEndpoints", message = "no addresses" } } },
    };
}
