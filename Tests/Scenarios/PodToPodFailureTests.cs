using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class PodToPodFailureTests
{
    private static readonly Resource Pay = FakeSignals.Deployment("pay", "payments") with { Kind = Kinds.Service };
    private static readonly Resource Behind = FakeSignals.Deployment("pay", "payments");
    private static readonly Resource Cluster = new(Kinds.Cluster, "prod", "", "prod", "ap-south-1");

    private readonly FakeSignals _signals = new();

    public PodToPodFailureTests()
    {
        _signals.Workload(Behind, desired: 6);
        _signals.Set(Known.Endpoints.Ready, Pay, 6, ("workloads", "deployment/pay"), ("selector", "app=pay"), ("ports", "8080"));
        _signals.Set(Known.Endpoints.Expected, Pay, 6).Set(Known.Endpoints.Empty, Pay, 0).Set(Known.Endpoints.Drop, Pay, 0).Set(Known.Endpoints.SelectorMismatch, Pay, 0);
        _signals.Set(Known.Network.DnsReady, Cluster, 2, ("workload", "deployment/coredns")).Set(Known.Network.DnsDesired, Cluster, 2).Set(Known.Network.DnsMissing, Cluster, 0);
        _signals.Set(Known.Network.DnsIsolated, Cluster, 0).Set(Known.Network.AgentNodes, Cluster, 9).Set(Known.Network.AgentUnready, Cluster, 0);
    }

    [Fact]
    public void A_service_with_its_endpoints_is_healthy()
    {
        var (judgement, verdict) = Judge(Pay);
        verdict.Score.ShouldBe(100);
        judgement.Headline.ShouldBe("pay: 6 of 6 endpoints ready");
    }

    [Fact]
    public void Endpoints_that_nobody_counted_are_no_data_not_health()
    {
        _signals.Unset(Known.Endpoints.Empty, Pay);
        Judge(Pay).Verdict.Status.ShouldBe(Status.Unknown);
    }

    [Fact]
    public void A_selector_that_finds_nobody_decides_and_names_the_label()
    {
        Gone().Set(Known.Endpoints.SelectorMismatch, Pay, 1, ("label", "app"), ("wanted", "pay-v2"), ("found", "pay"), ("pods", "6"));
        var (judgement, verdict) = Judge(Pay);
        (verdict.Status, verdict.Match).ShouldBe((Status.Critical, 1));
        judgement.Headline.ShouldBe("pay: no ready endpoint, 6 before (seen): its selector app=pay-v2 finds no pod; 6 have app=pay");
        judgement.Values["variant"].ShouldBe("selector");
        judgement.Covers.ShouldBe([Pay, Behind]);
    }

    [Fact]
    public void A_named_port_that_no_pod_has_decides_too()
    {
        Gone().Set(Known.Endpoints.PortMissing, Pay, 1, ("port", "web"), ("found", "http"));
        var (judgement, verdict) = Judge(Pay);
        verdict.Match.ShouldBe(1);
        judgement.Values["variant"].ShouldBe("port");
        judgement.Headline.ShouldEndWith("no pod has a port named web");
    }

    [Theory]
    [InlineData(1, 0, 0, 0, "readiness", 1)]
    [InlineData(0, 1, 0, 0, "crash", 0.33)]
    [InlineData(0, 0, 1, 0, "image", 0.33)]
    [InlineData(0, 0, 0, 1, "nodes", 0.33)]
    [InlineData(0, 0, 0, 0, "starting", 0.33)]
    public void What_keeps_the_pods_from_being_ready_is_told_apart_and_only_a_failing_probe_matches_fully(double running, double crashing, double pulling, double nodes, string variant, double match)
    {
        Gone().Set(Known.Endpoints.UnreadyRunning, Pay, running, ("pod", "pay-1"), ("unready", "6")).Set(Known.Endpoints.UnreadyCrashing, Pay, crashing)
            .Set(Known.Endpoints.UnreadyPulling, Pay, pulling).Set(Known.Endpoints.UnreadyOnBadNodes, Pay, nodes);
        _signals.Set(Known.Crash.ChangeToCrash, Behind, 20);
        var (judgement, verdict) = Judge(Pay);
        judgement.Values["variant"].ShouldBe(variant);
        verdict.Match.ShouldBe(match, 0.01);
        verdict.Status.ShouldBe(match == 1 ? Status.Critical : Status.Degraded);
    }

    [Fact]
    public void A_crash_that_no_scenario_owns_is_left_to_the_unexplained_line()
    {
        Gone().Set(Known.Endpoints.UnreadyRunning, Pay, 0, ("unready", "6")).Set(Known.Endpoints.UnreadyCrashing, Pay, 1);
        var (judgement, verdict) = Judge(Pay);
        verdict.Match.ShouldBe(0);
        judgement.RuledOut.Single(one => one.Instead).What.ShouldBe("A crash of its own");
    }

    [Fact]
    public void A_crash_whose_configuration_is_not_known_stays_a_weak_finding()
    {
        Gone().Set(Known.Endpoints.UnreadyRunning, Pay, 0, ("unready", "6")).Set(Known.Endpoints.UnreadyCrashing, Pay, 1);
        _signals.Streams = (_, stream) => stream == Streams.ConfigMaps ? FakeSignals.Aged(Freshness.Lost, UnknownCause.Denied) : FakeSignals.Fresh;
        Judge(Pay).Verdict.Status.ShouldBe(Status.Degraded);
    }

    [Fact]
    public void Endpoints_lost_in_part_count_by_their_share()
    {
        _signals.Set(Known.Endpoints.Ready, Pay, 2, ("workloads", "deployment/pay")).Set(Known.Endpoints.Drop, Pay, 0.67, ("before", "6"), ("since", "2026-11-23T08:59:00Z"));
        var (judgement, verdict) = Judge(Pay);
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Onset.ShouldBe(new DateTimeOffset(2026, 11, 23, 8, 59, 0, TimeSpan.Zero));
        _signals.Set(Known.Endpoints.Drop, Pay, 0.5, ("before", "6"));
        Judge(Pay).Verdict.Status.ShouldBe(Status.Healthy);
    }

    [Theory]
    [InlineData(1, 1, 30.0, 0.7)]
    [InlineData(1, 1, 4000.0, 0.5)]
    [InlineData(1, 1, null, 0.63)]
    [InlineData(1, 40, null, 0.63)]
    [InlineData(9, 9, 0.0, 0.7)]
    public void A_call_that_a_policy_forbids_is_inferred_and_never_worse_than_degraded(double blocked, double calls, double? afterChange, double match)
    {
        Forbidden(blocked, calls);
        if (afterChange is { } seconds)
            _signals.Set(Known.Endpoints.PolicyChangeToBlock, Pay, seconds);
        var (judgement, verdict) = Judge(Pay);
        verdict.Status.ShouldBe(Status.Degraded);
        verdict.Match.ShouldBe(match, 0.01);
        judgement.Headline.ShouldStartWith("shop/checkout → pay:8080");
        judgement.Headline.ShouldEndWith("is forbidden by NetworkPolicy payments/default-deny (ingress; inferred, no failure seen)");
        judgement.Causes.Single(cause => cause.Key == "observed").Share.ShouldBe(0);
        judgement.Covers.ShouldBe([Pay], "a crash behind the Service explains no policy");
    }

    [Fact]
    public void Without_the_right_to_read_policies_calls_are_not_judged_endpoints_are_and_the_calm_sentence_says_so()
    {
        Forbidden(1, 1);
        _signals.Streams = (_, stream) => stream == Streams.NetworkPolicies ? FakeSignals.Aged(Freshness.Lost, UnknownCause.Denied) : FakeSignals.Fresh;
        Judge(Pay).Verdict.Status.ShouldBe(Status.Healthy);
        new PodToPodFailure().Calm(FakeSignals.Prod, _signals).ShouldBe("1 service has 6 ready endpoints; network policies are not known");
        Gone().Set(Known.Endpoints.SelectorMismatch, Pay, 1, ("label", "app"), ("wanted", "x"), ("found", "pay"), ("pods", "6"));
        Judge(Pay).Verdict.Status.ShouldBe(Status.Critical);
    }

    [Fact]
    public void No_DNS_pod_is_critical_for_the_cluster_and_covers_their_workload()
    {
        _signals.Set(Known.Network.DnsReady, Cluster, 0, ("workload", "deployment/coredns")).Set(Known.Network.DnsMissing, Cluster, 1, ("since", "2026-11-23T08:59:00Z"), ("unready", "2"), ("running", "2"), ("pod", "coredns-1"));
        var (judgement, verdict) = Judge(Cluster);
        (verdict.Status, verdict.Match).ShouldBe((Status.Critical, 1));
        judgement.Headline.ShouldBe("DNS: 0 of 2 DNS pods ready (seen): names of the cluster cannot be resolved");
        judgement.Covers.ShouldContain(new Resource(Kinds.Deployment, "coredns", "kube-system", "prod", "ap-south-1"));
    }

    [Fact]
    public void One_of_two_DNS_pods_is_a_restart_and_no_failure()
    {
        _signals.Set(Known.Network.DnsReady, Cluster, 1).Set(Known.Network.DnsMissing, Cluster, 0.5);
        Judge(Cluster).Verdict.Status.ShouldBe(Status.Healthy);
    }

    [Fact]
    public void A_policy_that_forgets_DNS_is_inferred_and_degraded()
    {
        _signals.Set(Known.Network.DnsIsolated, Cluster, 8, ("policy", "restrict-egress"), ("policyNamespace", "shop"), ("workloads", "shop/deployment/cart"), ("changedAt", "2026-11-23T08:59:00Z"));
        var (judgement, verdict) = Judge(Cluster);
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Headline.ShouldBe("8 workloads may not ask DNS: NetworkPolicy shop/restrict-egress opens no port 53 (inferred, no failure seen)");
        judgement.Values["variant"].ShouldBe("dnsPolicy");
    }

    [Fact]
    public void A_network_agent_that_is_not_ready_on_a_good_node_is_seen()
    {
        _signals.Set(Known.Network.AgentUnready, Cluster, 3, ("daemonset", "aws-node"), ("nodes", "n1,n2,n3"));
        var (judgement, verdict) = Judge(Cluster);
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Headline.ShouldStartWith("aws-node is not ready on 3 of 9 nodes (seen)");
    }

    [Fact]
    public void Where_DNS_and_agents_are_built_in_their_absence_is_no_failure_and_no_gap()
    {
        foreach (var signal in (Signal[])[Known.Network.DnsReady, Known.Network.DnsDesired, Known.Network.DnsMissing, Known.Network.AgentNodes, Known.Network.AgentUnready])
            _signals.Unset(signal, Cluster);
        Judge(Cluster).Verdict.Status.ShouldBe(Status.Healthy);
    }

    [Fact]
    public void Lost_endpoints_are_a_consequence_of_what_ails_the_workload_behind_them_and_a_forbidden_call_is_not()
    {
        Gone().Set(Known.Endpoints.UnreadyRunning, Pay, 0, ("unready", "6")).Set(Known.Endpoints.UnreadyPulling, Pay, 1);
        var pull = new Judgement(Behind, "", [], [], [], new Dictionary<string, string>(), null, [Behind], FakeSignals.Fresh);
        ExplanationTable.Reaches(Reach.Covered, pull, Judge(Pay).Judgement).ShouldBeTrue();
        _signals.Set(Known.Endpoints.Empty, Pay, 0).Set(Known.Endpoints.Drop, Pay, 0);
        Forbidden(1, 1);
        ExplanationTable.Reaches(Reach.Covered, pull, Judge(Pay).Judgement).ShouldBeFalse();
    }

    [Fact]
    public void A_calm_scope_counts_services_endpoints_and_calls()
    {
        _signals.Set(Known.Endpoints.Calls, Pay, 3).Set(Known.Endpoints.Blocked, Pay, 0);
        new PodToPodFailure().Calm(FakeSignals.Prod, _signals).ShouldBe("1 service has 6 ready endpoints; 3 of 3 declared calls are allowed");
    }

    private FakeSignals Gone() => _signals.Set(Known.Endpoints.Ready, Pay, 0, ("workloads", "deployment/pay"), ("selector", "app=pay"))
        .Set(Known.Endpoints.Empty, Pay, 1, ("since", "2026-11-23T08:59:00Z"), ("before", "6")).Set(Known.Endpoints.Drop, Pay, 1, ("before", "6"));

    private void Forbidden(double blocked, double calls) => _signals.Set(Known.Endpoints.Calls, Pay, calls).Set(Known.Endpoints.Blocked, Pay, blocked,
        ("caller", "shop/checkout"), ("callerKind", "deployment"), ("callerNamespace", "shop"), ("callerPod", "checkout-1"), ("port", "8080"), ("side", "ingress"),
        ("policy", "default-deny"), ("policyNamespace", "payments"), ("why", "payments/default-deny has no ingress rule"), ("changedAt", "2026-11-23T08:59:00Z"));

    private (Judgement Judgement, Verdict Verdict) Judge(Resource subject)
    {
        var scenario = new PodToPodFailure();
        var seed = SeedFiles.Catalog[scenario.Number];
        var judging = new Judging(seed, subject, _signals);
        scenario.Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }
}
