using System.Net;
using ApnaKart.Watch.Collectors.Kubernetes.Network;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

/// <summary>Each rule of what a NetworkPolicy means, one at a time.</summary>
public sealed class PolicyEvaluatorTests
{
    [Fact]
    public void Without_a_policy_everything_is_allowed() => PolicyScene.Of().Judge(PolicyScene.Cart, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();

    [Theory]
    // Default deny, in the three ways it is written.
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"]}""", false)]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"],"ingress":[]}""", false)]
    [InlineData("""{"podSelector":{}}""", false)]
    // One empty rule lets everything in; so does a rule without peers or ports.
    [InlineData("""{"podSelector":{},"ingress":[{}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[],"ports":[]}]}""", true)]
    // A policy that selects other pods, or only speaks of the way out, isolates nobody here.
    [InlineData("""{"podSelector":{"matchLabels":{"app":"other"}}}""", true)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"]}""", true)]
    // A pod selector alone means the policy's own namespace.
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"cart"}}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"podSelector":{}}]}]}""", false)]
    // An empty namespace selector means all namespaces; fields of one peer hold together, peers are alternatives.
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"storefront"}}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"logistics"}}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{},"podSelector":{"matchLabels":{"app":"web"}}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{},"podSelector":{"matchLabels":{"app":"cart"}}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"web"}}},{"namespaceSelector":{}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"shop"}}}]}]}""", true)]
    // Ranges of addresses, with holes.
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0/16"}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0/16","except":["10.0.1.0/24"]}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"not a range"}}]}]}""", false)]
    // Ports: of the pod, by number, by name on the called pod, by range; TCP unless said.
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":8080}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":80}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":"http"}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":"https"}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":8080,"protocol":"UDP"}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":8000,"endPort":8100}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":8081,"endPort":8100}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"protocol":"TCP"}]}]}""", true)]
    // A rule's peers and ports must both fit, in one rule.
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{}}],"ports":[{"port":9}]},{"from":[{"podSelector":{}}],"ports":[{"port":8080}]}]}""", false)]
    public void Ingress_means_what_the_API_says(string spec, bool reaches) => PolicyScene.Reaches("payments", spec).ShouldBe(reaches);

    [Theory]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"]}""", false)]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"]}""", true)]
    // Without types a policy speaks of egress only if it has egress rules.
    [InlineData("""{"podSelector":{}}""", true)]
    [InlineData("""{"podSelector":{},"egress":[]}""", true)]
    [InlineData("""{"podSelector":{},"egress":[{"to":[{"podSelector":{}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"],"egress":[{}]}""", true)]
    [InlineData("""{"podSelector":{},"egress":[{"to":[{"namespaceSelector":{"matchLabels":{"team":"payments"}}}],"ports":[{"port":8080}]}]}""", true)]
    // A named port is looked up on the called pod, not on the caller.
    [InlineData("""{"podSelector":{},"egress":[{"ports":[{"port":"http"}]}]}""", true)]
    public void Egress_is_the_same_the_other_way_round(string spec, bool reaches) => PolicyScene.Reaches("shop", spec).ShouldBe(reaches);

    [Theory]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":["pay","x"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"NotIn","values":["pay"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"zone","operator":"NotIn","values":["a"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"tier","operator":"Exists"}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"tier","operator":"DoesNotExist"}]}""", true)]
    [InlineData("""{"matchLabels":{"app":"pay"},"matchExpressions":[{"key":"tier","operator":"In","values":["front"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"tier","operator":"Near","values":["back"]}]}""", true)]
    public void A_policy_that_selects_the_pod_isolates_it(string selector, bool reaches) => PolicyScene.Reaches("payments", $$"""{"podSelector":{{selector}}}""").ShouldBe(reaches);

    [Fact]
    public void Policies_add_up_and_only_ever_allow_more()
    {
        var deny = PolicyScene.Policy("payments", """{"podSelector":{}}""", "deny");
        var allow = PolicyScene.Policy("payments", """{"podSelector":{"matchLabels":{"app":"pay"}},"ingress":[{"from":[{"namespaceSelector":{}}]}]}""", "allow");
        PolicyScene.Of(deny, allow).Judge(PolicyScene.Cart, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void Both_sides_must_agree_and_the_side_that_does_not_is_named()
    {
        var closed = PolicyScene.Policy("payments", """{"podSelector":{}}""", "closed");
        var locked = PolicyScene.Policy("shop", """{"podSelector":{},"policyTypes":["Egress"]}""", "locked");
        var open = PolicyScene.Policy("shop", """{"podSelector":{},"policyTypes":["Egress"],"egress":[{}]}""", "open");
        PolicyScene.Of(closed, open).Judge(PolicyScene.Cart, PolicyScene.Pay, 8080, "TCP").Direction.ShouldBe(PolicyDirection.Ingress);
        PolicyScene.Of(closed, locked).Judge(PolicyScene.Cart, PolicyScene.Pay, 8080, "TCP").Direction.ShouldBe(PolicyDirection.Egress);
    }

    [Fact]
    public void Of_the_policies_that_forbid_the_newest_comes_first()
    {
        var old = PolicyScene.Policy("payments", """{"podSelector":{}}""", "old", "2026-01-01T00:00:00Z");
        var young = PolicyScene.Policy("payments", """{"podSelector":{}}""", "young", "2026-03-01T00:00:00Z");
        PolicyScene.Of(old, young).Judge(PolicyScene.Cart, PolicyScene.Pay, 8080, "TCP").By.Select(policy => policy.Metadata.Name).ShouldBe(["young", "old"]);
    }

    [Fact]
    public void A_pod_in_its_nodes_network_is_isolated_by_nobody_and_found_by_its_address_alone()
    {
        var agent = PolicyScene.Cart with { HostNetwork = true };
        PolicyScene.Of(PolicyScene.Policy("shop", """{"podSelector":{},"policyTypes":["Egress"]}""")).Judge(agent, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();
        PolicyScene.Of(PolicyScene.Policy("payments", """{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{}}]}]}""")).Judge(agent, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeFalse();
        PolicyScene.Of(PolicyScene.Policy("payments", """{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.1.7/32"}}]}]}""")).Judge(agent, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void An_address_that_is_not_known_yet_is_in_a_range_of_everything_and_in_no_other()
    {
        var fresh = PolicyScene.Cart with { Address = null };
        PolicyScene.Of(PolicyScene.Policy("payments", """{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"0.0.0.0/0"}}]}]}""")).Judge(fresh, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();
        PolicyScene.Of(PolicyScene.Policy("payments", """{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0/8"}}]}]}""")).Judge(fresh, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void A_namespace_that_is_not_known_still_has_its_name()
    {
        var stranger = PolicyScene.Cart with { Namespace = "new" };
        PolicyScene.Of(PolicyScene.Policy("payments", """{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"new"}}}]}]}"""))
            .Judge(stranger, PolicyScene.Pay, 8080, "TCP").IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void A_named_port_belongs_to_one_protocol()
    {
        PolicyScene.Reaches("payments", """{"podSelector":{},"ingress":[{"ports":[{"port":"dns","protocol":"UDP"}]}]}""", 53, "UDP").ShouldBeTrue();
        PolicyScene.Reaches("payments", """{"podSelector":{},"ingress":[{"ports":[{"port":"dns"}]}]}""", 53).ShouldBeFalse();
    }

    [Fact]
    public void A_policy_of_another_namespace_isolates_nobody_here() => PolicyScene.Reaches("logistics", """{"podSelector":{},"policyTypes":["Ingress","Egress"]}""").ShouldBeTrue();

    [Fact]
    public void Addresses_outside_are_reached_by_ranges_only()
    {
        var away = Peer.Outside(IPAddress.Parse("169.254.20.10"));
        PolicyScene.Of(PolicyScene.Policy("shop", """{"podSelector":{},"egress":[{"to":[{"namespaceSelector":{}}]}]}""")).JudgeEgress(PolicyScene.Cart, away, 53, "UDP").IsAllowed.ShouldBeFalse();
        PolicyScene.Of(PolicyScene.Policy("shop", """{"podSelector":{},"egress":[{"to":[{"ipBlock":{"cidr":"169.254.20.10/32"}}]}]}""")).JudgeEgress(PolicyScene.Cart, away, 53, "UDP").IsAllowed.ShouldBeTrue();
    }
}
