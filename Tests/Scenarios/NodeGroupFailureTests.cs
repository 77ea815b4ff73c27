using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class NodeGroupFailureTests
{
    private readonly FakeSignals _signals = new();
    private readonly Resource _app = new(Kinds.NodeGroup, "app", "", FakeSignals.Prod.Cluster, FakeSignals.Prod.Region);

    public NodeGroupFailureTests() => Silent();

    [Fact]
    public void Three_of_six_silent_nodes_are_critical_and_the_sentence_counts_nodes_and_pods()
    {
        var (judgement, verdict) = Judge();
        verdict.Status.ShouldBe(Status.Critical);
        verdict.Match.ShouldBe(1);
        judgement.Headline.ShouldBe("app: 3 of 6 nodes stopped reporting; 9 of 18 affected pods run elsewhere again");
        judgement.Values["variant"].ShouldBe("kubeletLost");
        judgement.Values["node"].ShouldBe("ip-1");
        judgement.Values["instance"].ShouldBe("i-01");
        judgement.Values["nodegroup"].ShouldBe("app");
        judgement.Onset.ShouldBe(new DateTimeOffset(2026, 11, 23, 8, 59, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Leases_alone_that_ran_out_are_bad_before_any_pod_is_lost()
    {
        var (_, verdict) = Set(Known.NodeGroup.PodsLost, 0).Judge();
        verdict.Status.ShouldBe(Status.Critical);
        verdict.Match.ShouldBeGreaterThanOrEqualTo(0.5, "the workloads on them must be covered");
    }

    [Theory]
    [InlineData(1, 9, Status.Degraded)]
    [InlineData(1, 100, Status.Healthy)]
    [InlineData(1, 3, Status.Critical)]
    public void What_one_node_is_worth_depends_on_how_many_there_are(int bad, int nodes, Status status) =>
        Set(Known.NodeGroup.Bad, bad).Set(Known.NodeGroup.Nodes, nodes).Set(Known.NodeGroup.BadRatio, bad / (double)nodes).Judge().Verdict.Status.ShouldBe(status);

    [Theory]
    [InlineData("unjoined", "3", "unjoined", "started and never became ready")]
    [InlineData("runtime", "3", "runtimeDown", "container runtime is down")]
    [InlineData("silent", "0", "notReady", "are not ready (NodeStatusUnknown=3)")]
    public void What_the_nodes_say_tells_the_troubles_apart(string detail, string count, string variant, string words)
    {
        var (judgement, _) = Set(Known.NodeGroup.Bad, 3, [.. Details.Where(one => one.Key != detail), (detail, count)]).Judge();
        judgement.Values["variant"].ShouldBe(variant);
        judgement.Headline.ShouldContain(words);
    }

    [Fact]
    public void A_zone_without_a_node_left_is_told_by_its_name()
    {
        var (judgement, verdict) = Set(Known.NodeGroup.Bad, 2, Details).Set(Known.NodeGroup.BadRatio, 2 / 6.0).Set(Known.NodeGroup.ZonesLost, 1, ("zones", "ap-south-1b")).Judge();
        judgement.Values["variant"].ShouldBe("groupLost");
        judgement.Headline.ShouldContain("all that it has in ap-south-1b");
        verdict.Status.ShouldBe(Status.Critical);
    }

    [Fact]
    public void Nodes_that_went_away_count_even_when_all_others_are_well()
    {
        var (judgement, verdict) = Well().Set(Known.NodeGroup.Missing, 2, ("names", "ip-1,ip-2")).Set(Known.NodeGroup.Nodes, 4).Judge();
        judgement.Values["variant"].ShouldBe("gone");
        judgement.Headline.ShouldBe("app: 2 of 6 nodes went away and were not replaced");
        verdict.Status.ShouldNotBe(Status.Healthy);
    }

    [Fact]
    public void Nodes_under_pressure_are_a_trouble_of_their_own()
    {
        var (judgement, verdict) = Well().Set(Known.NodeGroup.Pressed, 2, ("conditions", "DiskPressure=2"), ("node", "ip-4")).Judge();
        judgement.Values["variant"].ShouldBe("pressure");
        judgement.Values["node"].ShouldBe("ip-4");
        verdict.Status.ShouldNotBe(Status.Healthy);
    }

    [Fact]
    public void Pods_that_find_no_room_on_nodes_that_are_well_are_a_want_of_capacity()
    {
        var (judgement, verdict) = Well().Set(Known.NodeGroup.Unschedulable, 6, ("reasons", "Insufficient cpu=6"), ("refused", "max node group size reached"), ("message", "0/6 nodes"))
            .Set(Known.NodeGroup.UnschedulableRatio, 0.06).Judge();
        judgement.Values["variant"].ShouldBe("capacity");
        judgement.Headline.ShouldBe("app: 6 pods find no node: Insufficient cpu=6");
        judgement.Causes.Single(cause => cause.Key == "capacityShortage").Share.ShouldBe(1);
        verdict.Status.ShouldNotBe(Status.Healthy);
    }

    // The look-alikes of the reference's section 6c.
    [Theory]
    [InlineData(0.95, "6", "8", 0)]
    [InlineData(0.95, "1", "8", 1)]
    [InlineData(0.95, "6", "400", 1)]
    [InlineData(0.5, "6", "8", 1)]
    public void Nearly_all_nodes_of_several_places_silent_at_once_are_the_control_plane(double share, string places, string spread, int matches)
    {
        var (judgement, verdict) = Set(Known.NodeGroup.SilentShare, share, ("places", places), ("spread", spread)).Judge();
        (verdict.Match > 0 ? 1 : 0).ShouldBe(matches);
        judgement.RuledOut.Single(one => one.What == "1 · API server").Instead.ShouldBe(matches == 0);
    }

    [Fact]
    public void New_nodes_that_wait_for_their_network_plugin_are_no_lost_nodes()
    {
        var (judgement, verdict) = Set(Known.NodeGroup.Bad, 3, [.. Details, ("network", "3"), ("unjoined", "3")]).Judge();
        verdict.Match.ShouldBe(0);
        judgement.RuledOut.Single(one => one.Instead).What.ShouldBe("The network plugin of new nodes");
    }

    [Fact]
    public void Planned_nodes_beside_failing_ones_lower_the_match_and_are_named()
    {
        var (judgement, verdict) = Set(Known.NodeGroup.Planned, 3, ("why", "cordoned=1,scale-down=2")).Judge();
        verdict.Match.ShouldBeInRange(0.5, 0.95);
        judgement.RuledOut.Single(one => one.What == "Nodes that are drained on purpose").Why.ShouldContain("left out");
        judgement.RuledOut.Single(one => one.What == "The autoscaler makes the group smaller").Why.ShouldContain("left out");
    }

    [Fact]
    public void It_covers_the_workloads_on_its_nodes_and_no_others()
    {
        var (mine, other) = (FakeSignals.Deployment("cart"), FakeSignals.Deployment("web"));
        _signals.Workload(mine).Set(Known.NodeGroup.WorkloadPods, mine, 2, ("groups", "app\nbatch"));
        _signals.Workload(other).Set(Known.NodeGroup.WorkloadPods, other, 2, ("groups", "batch"));
        Judge().Judgement.Covers.ShouldBe([_app, mine]);
    }

    [Fact]
    public void A_missing_share_of_bad_nodes_is_no_data_not_health()
    {
        Well().Judge().Verdict.Score.ShouldBe(100);
        _signals.Unset(Known.NodeGroup.BadRatio, _app);
        Judge().Verdict.Status.ShouldBe(Status.Unknown);
    }

    [Fact]
    public void Without_the_right_to_read_leases_the_rest_is_judged_and_the_lease_says_that_it_is_not_known()
    {
        _signals.Unset(Known.NodeGroup.LeaseAge, _app);
        _signals.Streams = (_, stream) => stream == Streams.NodeLeases ? FakeSignals.Aged(Freshness.Lost, UnknownCause.Denied) : FakeSignals.Fresh;
        Well().Judge().Verdict.Status.ShouldBe(Status.Healthy);
        var (judgement, verdict) = Silent().Judge();
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Symptoms.Single(symptom => symptom.Key == "leaseAge").Value.ShouldBeNull();
    }

    private static readonly (string Key, string Value)[] Details =
    [
        ("names", "ip-1,ip-2,ip-3"), ("zones", "ap-south-1a,ap-south-1b,ap-south-1c"), ("reasons", "NodeStatusUnknown=3"), ("since", "2026-11-23T08:59:00Z"),
        ("node", "ip-1"), ("instance", "i-01"), ("message", "Kubelet stopped posting node status."), ("silent", "3"), ("runtime", "0"), ("unjoined", "0"),
    ];

    private NodeGroupFailureTests Silent() => Well()
        .Set(Known.NodeGroup.Bad, 3, Details).Set(Known.NodeGroup.BadRatio, 0.5).Set(Known.NodeGroup.LeaseAge, 60, ("node", "ip-1"))
        .Set(Known.NodeGroup.SilentShare, 3 / 9.0, ("places", "6"), ("spread", "4"))
        .Set(Known.NodeGroup.PodsAffected, 18, ("pod", "ledger-0"), ("namespace", "payments")).Set(Known.NodeGroup.PodsLost, 1).Set(Known.NodeGroup.Rescheduled, 0.5);

    private NodeGroupFailureTests Well() => Set(Known.NodeGroup.Nodes, 6, ("planned", "0"), ("starting", "0"), ("ready", "3"), ("label", "eks.amazonaws.com/nodegroup"))
        .Set(Known.NodeGroup.Bad, 0).Set(Known.NodeGroup.BadRatio, 0).Set(Known.NodeGroup.ZonesLost, 0).Set(Known.NodeGroup.Missing, 0).Set(Known.NodeGroup.Pressed, 0)
        .Set(Known.NodeGroup.Unschedulable, 0).Set(Known.NodeGroup.UnschedulableRatio, 0).Set(Known.NodeGroup.LeaseAge, 10).Set(Known.NodeGroup.Planned, 0)
        .Set(Known.NodeGroup.SilentShare, 0).Set(Known.NodeGroup.OthersBad, 0).Set(Known.NodeGroup.PodsAffected, 0);

    private NodeGroupFailureTests Set(Signal signal, double value, params (string, string)[] detail)
    {
        var last = detail.GroupBy(one => one.Item1).Select(group => group.Last()).ToArray();
        _signals.Set(signal, _app, value, last);
        return this;
    }

    private (Judgement Judgement, Verdict Verdict) Judge()
    {
        var scenario = new NodeGroupFailure();
        var seed = SeedFiles.Catalog[scenario.Number];
        var judging = new Judging(seed, _app, _signals);
        scenario.Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }
}
