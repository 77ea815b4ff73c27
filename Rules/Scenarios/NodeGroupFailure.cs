using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 6.</summary>
/// <param name="ControlPlaneShare">The share of all the cluster's nodes that are silent, 0 to 1, from which the control plane is at fault and not they.</param>
/// <param name="ControlPlanePlaces">In how many different pairs of group and zone, at least: one group or zone can well die alone.</param>
/// <param name="SameTime">Within which they must have fallen silent for that.</param>
/// <param name="Most">The share of the bad nodes, 0 to 1, from which something is said of all of them.</param>
public sealed record NodeGroupLimits(double ControlPlaneShare, double ControlPlanePlaces, TimeSpan SameTime, double Most);

/// <summary>
/// Scenario 6: nodes that fail, go away or cannot be had. A drained node looks dead too, so that whatever was planned is left
/// out first; and nodes that fall silent all at once are well, it is the control plane that does not hear them.
/// </summary>
public sealed class NodeGroupFailure() : Scenario<NodeGroupLimits>(6)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.NodeGroup];

    public override IReadOnlyList<string> Placeholders { get; } =
    [
        "context", "cluster", "region", "nodegroup", "node", "instance", "namespace", "pod", "variant", "zone",
        "asg", "minSize", "maxSize", "desiredSize", "instanceTypes", "subnets", "nodeRole",
    ];

    public override string Calm(Scope scope, ISignals signals)
    {
        var (groups, bad) = Total(scope, signals, Known.NodeGroup.Bad);
        var (_, nodes) = Total(scope, signals, Known.NodeGroup.Nodes);
        return $"{Phrases.Of(bad, nodes, "nodes")} in {Phrases.Count(groups, "group", "groups")} fail";
    }

    protected override void Judge(Judging judging, NodeGroupLimits limits)
    {
        var seen = new NodeGroupReadings(judging);
        SaySymptoms(judging, seen);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: {Phrases.Of(seen.Bad.Value ?? 0, seen.Nodes.Value, "nodes")} fail");
            return;
        }
        var variant = seen.Variant(limits.Most);
        SayCauses(judging, seen);
        SayLookAlikes(judging, limits, seen);
        SayNames(judging, seen, variant);
        judging.Onset(new[] { seen.Bad["since"], seen.Missing["since"], seen.Pressed["since"], seen.Waiting["since"] }.Select(Phrases.Time).Min());
        judging.Covers(Kinds.Workloads.SelectMany(kind => judging.Signals.Resources(judging.Subject.Scope, kind)).Where(workload => Suffers(judging, workload)));
        judging.Headline($"{judging.Subject.Name}: {seen.Sentence(variant)}");
    }

    private static void SaySymptoms(Judging judging, NodeGroupReadings seen)
    {
        var (nodes, missing) = (seen.Nodes.Value, seen.Missing.Value);
        judging.Symptom("unreadyNodes", judging.Read(Known.NodeGroup.BadRatio).Value, seen.Bad.Known ? Phrases.Of(seen.Bad.Value!.Value, nodes, "nodes") : "not known", Known.NodeGroup.BadRatio);
        judging.Symptom("missingNodes", missing == 0 ? 0 : Phrases.Share(missing, nodes + missing), missing is { } gone ? Phrases.Of(gone, nodes + gone, "nodes") : "not known", Known.NodeGroup.Missing);
        var zones = judging.Read(Known.NodeGroup.ZonesLost);
        judging.Symptom("zonesLost", zones.Value, zones.Value switch { null => "not known", > 0 => zones["zones"] ?? "", _ => "none" }, Known.NodeGroup.ZonesLost);
        judging.Symptom("pressedNodes", seen.Pressed.Value == 0 ? 0 : Phrases.Share(seen.Pressed.Value, nodes),
            seen.Pressed.Value switch { null => "not known", > 0 => seen.Pressed["conditions"] ?? "", _ => "none" }, Known.NodeGroup.Pressed);
        var waiting = judging.Read(Known.NodeGroup.UnschedulableRatio);
        judging.Symptom("unschedulablePods", waiting.Value, seen.Waiting.Value switch { null => "not known", > 0 => Phrases.Count(seen.Waiting.Value.Value, "pod", "pods"), _ => "none" }, Known.NodeGroup.UnschedulableRatio);
        var lease = judging.Read(Known.NodeGroup.LeaseAge);
        var fresh = lease.Coverage.Freshness < Freshness.Stale ? lease.Value : null;
        judging.Symptom("leaseAge", fresh, fresh is null ? "leases are not known" : lease["node"] ?? "all are renewed", Known.NodeGroup.LeaseAge);
    }

    private static void SayCauses(Judging judging, NodeGroupReadings seen)
    {
        judging.Cause("definite", 1, seen.Bad.Value > 0 ? Phrases.Short($"{seen.Bad["reasons"]}: {seen.Bad["message"] ?? "the leases of these nodes are not renewed"}", 220)
            : seen.Missing.Value > 0 ? "the nodes are not in the cluster any more" : seen.Pressed.Value > 0 ? $"{seen.Pressed["conditions"]}" : Phrases.Short(seen.Waiting["message"], 220));
        var planned = judging.Read(Known.NodeGroup.Planned);
        var failing = seen.Bad.Value + seen.Missing.Value + seen.Pressed.Value;
        judging.Cause("unplanned", failing > 0 ? Phrases.Share(failing, failing + planned.Value) : null,
            planned.Value > 0 ? $"{Phrases.Count(planned.Value.Value, "other node is", "other nodes are")} being taken away on purpose" : "nobody cordoned or marked a node");
        var others = judging.Read(Known.NodeGroup.OthersBad).Value;
        judging.Cause("othersWell", 1 - others, others switch { null => "there is no other group", 0 => "all nodes of the other groups are well", _ => string.Create(CultureInfo.InvariantCulture, $"{others:P0} of the other groups' nodes fail too") });
        var lost = judging.Read(Known.NodeGroup.PodsLost).Value;
        judging.Cause("podsLost", lost, lost is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share:P0} of the {seen.Affected.Value:0} pods that were there are not ready any more")
            : "no pods of workloads were there");
        var refused = seen.Waiting["refused"];
        judging.Cause("capacityShortage", refused is null ? null : 1, refused is null ? "no autoscaler has refused" : Phrases.Short(refused, 220));
        var unjoined = NodeGroupReadings.Number(seen.Bad["unjoined"]);
        judging.Cause("joinFailure", unjoined > 0 ? Phrases.Share(unjoined, seen.Bad.Value) : null,
            unjoined > 0 ? $"{Phrases.Count(unjoined, "node was", "nodes were")} never ready since the start" : "all of them had joined");
    }

    private static void SayLookAlikes(Judging judging, NodeGroupLimits limits, NodeGroupReadings seen)
    {
        var silent = judging.Read(Known.NodeGroup.SilentShare);
        var atOnce = silent.Value >= limits.ControlPlaneShare && NodeGroupReadings.Number(silent["places"]) >= limits.ControlPlanePlaces
            && NodeGroupReadings.Number(silent["spread"]) <= limits.SameTime.TotalSeconds;
        judging.RuleOut("apiServer", atOnce
                ? string.Create(CultureInfo.InvariantCulture, $"{silent.Value:P0} of all nodes, of different groups and zones, fell silent within {silent["spread"]} s: the control plane does not hear them")
                : "other nodes of the cluster report as usual",
            instead: atOnce && seen.Bad.Value > 0);
        var noNetwork = seen.Bad.Value > 0 && seen.Missing.Value == 0 && NodeGroupReadings.Number(seen.Bad["network"]) >= seen.Bad.Value;
        judging.RuleOut("network", noNetwork ? "they are new and wait for their network plugin; no node that worked is lost" : "no node waits for its network plugin alone", noNetwork);
        var why = judging.Read(Known.NodeGroup.Planned)["why"] ?? "";
        judging.RuleOut("drained", why.Contains("cordoned", StringComparison.Ordinal) ? "nodes that were cordoned before they failed are left out" : "no node is cordoned", instead: false);
        judging.RuleOut("scaledIn", why.Contains("scale-down", StringComparison.Ordinal) || why.Contains("disruption", StringComparison.Ordinal)
            ? "nodes that an autoscaler takes away are left out" : "no autoscaler has marked a node", instead: false);
        judging.RuleOut("starting", NodeGroupReadings.Number(seen.Nodes["starting"]) > 0 ? "nodes that have just started are left out" : "no node has just started", instead: false);
    }

    private static void SayNames(Judging judging, NodeGroupReadings seen, string variant)
    {
        var subject = judging.Subject;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("nodegroup", seen.Nodes["label"] == "eks.amazonaws.com/nodegroup" ? subject.Name : null);
        judging.Value("node", seen.Bad["node"] ?? seen.Pressed["node"]);
        judging.Value("instance", seen.Bad["node"] is null ? seen.Pressed["instance"] : seen.Bad["instance"]);
        var pod = seen.Affected["pod"] is null ? seen.Waiting : seen.Affected;
        judging.Value("namespace", pod["namespace"]);
        judging.Value("pod", pod["pod"]);
        judging.Value("zone", judging.Read(Known.NodeGroup.ZonesLost)["zones"] ?? seen.Bad["zones"]);
        judging.Value("variant", variant);
        judging.Value("table", seen.Bad["table"]);
    }

    private static bool Suffers(Judging judging, Resource workload) =>
        judging.Signals.Read(Known.NodeGroup.WorkloadPods, workload)["groups"]?.Split('\n').Contains(judging.Subject.Name, StringComparer.Ordinal) == true;
}
