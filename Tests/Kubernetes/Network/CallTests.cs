using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

/// <summary>Declared calls, DNS, agents and lints, from objects to signals.</summary>
public sealed class CallTests
{
    private const string DenyIn = """{"podSelector":{"matchLabels":{"app":"web"}},"policyTypes":["Ingress"]}""";

    [Xunit.Fact]
    public void A_call_that_becomes_forbidden_names_caller_policy_side_and_the_time_since_the_change()
    {
        var scene = Calling().Wait(20);
        scene.Read(Known.Endpoints.Blocked).Value.ShouldBe(0);
        scene.Put(NetScene.Policy("deny", DenyIn, changed: 20)).Wait(2);
        var blocked = scene.Read(Known.Endpoints.Blocked);
        (blocked.Value, blocked["caller"], blocked["callerPod"], blocked["port"], blocked["targetPort"], blocked["side"], blocked["policy"]).ShouldBe((1, "shop/cart", "cart-1", "80", "8080", "ingress", "deny"));
        blocked["why"].ShouldBe("shop/deny has no ingress rule for shop/cart on TCP 8080");
        scene.Read(Known.Endpoints.PolicyChangeToBlock).Value.ShouldBe(1);
        scene.Read(Known.Endpoints.Calls)["map"].ShouldBe("shop/cart|80|forbidden|ingress|shop/deny|shop/deny has no ingress rule for shop/cart on TCP 8080");
    }

    [Xunit.Fact]
    public void A_call_that_was_never_seen_allowed_says_nothing_of_when_it_began()
    {
        var scene = new NetScene().Put(NetScene.Policy("deny", DenyIn), NetScene.Deployment("cart", 1, "web:80"), NetScene.Pod("cart-1", "cart", address: "10.0.0.7")).Wait(2);
        scene.Read(Known.Endpoints.Blocked).Value.ShouldBe(1);
        scene.Read(Known.Endpoints.PolicyChangeToBlock).Known.ShouldBeFalse();
    }

    [Theory]
    [InlineData("web:80", "80", true)]
    [InlineData("web", "80", true)]
    [InlineData("web:9999", null, false)]
    [InlineData("elsewhere/web:80", null, false)]
    public void Only_calls_to_a_port_and_service_that_exist_can_be_judged(string calls, string? port, bool judged)
    {
        var scene = new NetScene().Put(NetScene.Policy("deny", DenyIn), NetScene.Deployment("cart", 1, calls), NetScene.Pod("cart-1", "cart", address: "10.0.0.7")).Wait(2);
        scene.Read(Known.Endpoints.Calls).Known.ShouldBe(judged);
        scene.Read(Known.Endpoints.Blocked)["port"].ShouldBe(port);
    }

    [Xunit.Fact]
    public void A_policy_that_opens_the_services_port_and_not_the_pods_forbids_the_call_and_is_a_lint()
    {
        var scene = Calling().Put(NetScene.Policy("slip", """{"podSelector":{"matchLabels":{"app":"web"}},"ingress":[{"ports":[{"port":80}]}]}""")).Wait(2);
        scene.Read(Known.Endpoints.Blocked).Value.ShouldBe(1);
        Lints(scene).ShouldContain("shop/slip opens 80, the port of the Service web; its pods listen on 8080");
    }

    [Xunit.Fact]
    public void Without_the_right_to_read_policies_nothing_is_said_of_calls_and_endpoints_still_are()
    {
        var scene = new NetScene(policies: false).Put(NetScene.Deployment("cart", 1, "web:80"), NetScene.Pod("cart-1", "cart", address: "10.0.0.7"), NetScene.Policy("deny", DenyIn)).Wait(2);
        scene.Read(Known.Endpoints.Calls).Known.ShouldBeFalse();
        scene.ReadCluster(Known.Network.DnsIsolated).Known.ShouldBeFalse();
        scene.Read(Known.Endpoints.Ready).Value.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"]}""", 1)]
    [InlineData("""{"podSelector":{},"egress":[{"to":[{"podSelector":{}}],"ports":[{"port":8080}]}]}""", 1)]
    [InlineData("""{"podSelector":{},"egress":[{"ports":[{"port":53}]}]}""", 1)]
    [InlineData("""{"podSelector":{},"egress":[{"ports":[{"port":53,"protocol":"UDP"}]}]}""", 0)]
    [InlineData("""{"podSelector":{},"egress":[{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},"podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}],"ports":[{"port":53,"protocol":"UDP"}]}]}""", 0)]
    [InlineData("""{"podSelector":{},"egress":[{"to":[{"ipBlock":{"cidr":"169.254.20.10/32"}}],"ports":[{"port":53,"protocol":"UDP"}]}]}""", 0)]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"]}""", 0)]
    [InlineData("""{"podSelector":{"matchLabels":{"app":"other"}},"policyTypes":["Egress"]}""", 0)]
    public void A_workload_that_may_leave_but_not_for_DNS_is_cut_off(string spec, double workloads)
    {
        var scene = new NetScene().Put(NetScene.Policy("out", spec)).Wait(2);
        var isolated = scene.ReadCluster(Known.Network.DnsIsolated);
        isolated.Value.ShouldBe(workloads);
        isolated["policy"].ShouldBe(workloads > 0 ? "out" : null);
    }

    [Xunit.Fact]
    public void Where_DNS_has_pods_their_own_port_counts()
    {
        var scene = new NetScene().Put(Dns(2), NetScene.Service("kube-dns", "k8s-app=kube-dns", [new { port = 53, targetPort = 5353, protocol = "UDP" }], "kube-system"), DnsPod("dns-1"), NetScene.Slice("kube-dns", 2, @namespace: "kube-system"));
        scene.Put(NetScene.Policy("out", """{"podSelector":{},"egress":[{"to":[{"namespaceSelector":{}}],"ports":[{"port":53,"protocol":"UDP"}]}]}""")).Wait(2).ReadCluster(Known.Network.DnsIsolated).Value.ShouldBe(1);
        scene.Put(NetScene.Policy("out", """{"podSelector":{},"egress":[{"to":[{"namespaceSelector":{}}],"ports":[{"port":5353,"protocol":"UDP"}]}]}""")).Wait(2).ReadCluster(Known.Network.DnsIsolated).Value.ShouldBe(0);
        scene.ReadCluster(Known.Network.DnsReady).Value.ShouldBe(2);
        scene.ReadCluster(Known.Network.DnsReady)["workload"].ShouldBe("deployment/coredns");
    }

    [Xunit.Fact]
    public void DNS_pods_that_are_missing_count_after_ten_seconds_and_none_at_all_by_design_counts_never()
    {
        new NetScene().Wait(2).ReadCluster(Known.Network.DnsMissing).Known.ShouldBeFalse();
        var scene = new NetScene().Put(Dns(2), DnsPod("dns-1", ready: false), DnsPod("dns-2", ready: false)).Wait(5);
        scene.ReadCluster(Known.Network.DnsMissing).Value.ShouldBe(0);
        var missing = scene.Wait(8).ReadCluster(Known.Network.DnsMissing);
        (missing.Value, missing["unready"], missing["running"], missing["pod"]).ShouldBe((1, "2", "2", "dns-1"));
    }

    [Xunit.Fact]
    public void An_agent_counts_on_a_good_node_after_45_seconds_and_never_on_a_dead_one()
    {
        var scene = new NetScene();
        scene.ReadCluster(Known.Network.AgentNodes).Known.ShouldBeFalse("built in");
        scene.Put(NetScene.Node("node-2", "False"), Agent("a-1", "node-1"), Agent("a-2", "node-2")).Wait(40);
        scene.ReadCluster(Known.Network.AgentUnready).Value.ShouldBe(0);
        var unready = scene.Wait(10).ReadCluster(Known.Network.AgentUnready);
        (unready.Value, unready["daemonset"], unready["nodes"]).ShouldBe((1, "aws-node", "node-1"));
        scene.ReadCluster(Known.Network.AgentNodes).Value.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress","Egress"]}""", "shop/x denies everything into each pod of its namespace (default deny)|shop/x denies everything out of each pod of its namespace (default deny)")]
    [InlineData("""{"podSelector":{"matchLabels":{"app":"nobody"}},"ingress":[{}]}""", "shop/x selects no pod (app=nobody)")]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.nam":"shop"}}}]}]}""", "shop/x speaks of namespaces with kubernetes.io/metadata.nam=shop, and there is none")]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":"htp"}]}]}""", "shop/x opens the port htp, which no selected pod has")]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{}}],"ports":[{"port":"http"}]}]}""", "")]
    public void A_slip_in_a_policy_is_told_and_a_good_one_is_not(string spec, string lints)
    {
        var scene = new NetScene().Put(new { kind = "Namespace", metadata = new { name = "shop", @namespace = "", labels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = "shop" } } }, NetScene.Policy("x", spec)).Wait(2);
        string.Join('|', Lints(scene)).ShouldBe(lints);
        scene.ReadCluster(Known.Network.Lints).Value.ShouldBe(lints.Length == 0 ? 0 : lints.Split('|').Length);
    }

    private static NetScene Calling() => new NetScene().Put(NetScene.Deployment("cart", 1, "web:80"), NetScene.Pod("cart-1", "cart", address: "10.0.0.7"));

    private static string[] Lints(NetScene scene) => scene.ReadCluster(Known.Network.Lints)["lints"]?.Split('\n') ?? [];

    private static object Dns(int replicas) => NetScene.Deployment("coredns", replicas, labels: "k8s-app=kube-dns", @namespace: "kube-system");

    private static object DnsPod(string name, bool ready = true) => NetScene.Pod(name, "coredns", ready, "k8s-app=kube-dns", @namespace: "kube-system");

    private static object Agent(string name, string node) => NetScene.Pod(name, "aws-node", ready: false, ownerKind: "DaemonSet", @namespace: "kube-system", node: node);
}
