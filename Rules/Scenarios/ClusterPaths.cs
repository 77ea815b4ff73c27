using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Scenario 5 for what all Services of a cluster rest on: its DNS, and the agents that give pods their network.</summary>
internal static class ClusterPaths
{
    private const string DnsNamespace = "kube-system";
    private const string DnsService = "kube-dns";

    public static void Judge(Judging judging, PodToPodLimits limits)
    {
        var missing = judging.Read(Known.Network.DnsMissing);
        var isolated = PodToPodFailure.Current(judging, Known.Network.DnsIsolated);
        var agents = PodToPodFailure.Current(judging, Known.Network.AgentUnready);
        var dns = Phrases.Of(judging.Read(Known.Network.DnsReady).Value ?? 0, judging.Read(Known.Network.DnsDesired).Value, "DNS pods");
        var nodes = judging.Read(Known.Network.AgentNodes).Value;
        // Where DNS and agents are built into the nodes nothing shows them, and that is no gap: what is known speaks first.
        var all = new (string Key, double? Value, string Text, Signal Signal)[]
        {
            ("dnsMissing", missing.Value, missing.Known ? $"{dns} ready" : "no object shows it", Known.Network.DnsMissing),
            ("dnsIsolated", isolated.Value, isolated.Value is { } cut ? Phrases.Count(cut, "workload", "workloads") : "not known", Known.Network.DnsIsolated),
            ("networkAgents", Phrases.Share(agents.Value, nodes), agents.Value is { } some ? Phrases.Of(some, nodes, "nodes") : "no object shows them", Known.Network.AgentUnready),
        };
        var severities = all.OrderBy(one => one.Value is null).ToDictionary(one => one.Key, one => judging.Symptom(one.Key, one.Value, one.Text, one.Signal));
        judging.Value("lints", judging.Read(Known.Network.Lints)["lints"]);
        if (!judging.Bad)
        {
            judging.Headline(missing.Known ? $"{judging.Subject.Name}: {dns} ready" : $"{judging.Subject.Name}: no policy keeps pods from DNS");
            return;
        }

        var variant = severities["dnsMissing"] > 0 ? "dnsPods" : severities["dnsIsolated"] > 0 ? "dnsPolicy" : "agent";
        SayCauses(judging, variant, missing, isolated, agents);
        SayNames(judging, limits, variant, missing, isolated);
        judging.Onset(Phrases.Time(variant switch { "dnsPods" => missing["since"], "dnsPolicy" => isolated["changedAt"], _ => agents["since"] }));
        judging.Covers(Covered(judging, variant, agents));
        judging.Headline(variant switch
        {
            "dnsPods" => $"DNS: {dns} ready (seen): names of the cluster cannot be resolved",
            "dnsPolicy" => $"{Phrases.Count(isolated.Value ?? 0, "workload", "workloads")} may not ask DNS: NetworkPolicy {isolated["policyNamespace"]}/{isolated["policy"]} opens no port 53 (inferred, no failure seen)",
            _ => $"{agents["daemonset"]} is not ready on {Phrases.Of(agents.Value ?? 0, nodes, "nodes")} (seen): their pods may be cut off",
        });
    }

    private static void SayCauses(Judging judging, string variant, Reading missing, Reading isolated, Reading agents)
    {
        judging.Cause("observed", variant == "dnsPolicy" ? 0 : 1, variant == "dnsPolicy" ? "inferred from the policies alone: the API shows no packet" : "pods that give the cluster its network are not ready");
        switch (variant)
        {
            case "dnsPods":
                // Not known of pods: the share of those that run without being ready; the others crash, wait for an image or sit on dead nodes.
                var share = Phrases.Share(Number(missing["running"]), Number(missing["unready"]));
                judging.Cause("podsRun", missing["unready"] is "0" ? 0 : share, share is { } some
                    ? $"{some.ToString("P0", CultureInfo.InvariantCulture)} of the {missing["unready"]} unready pods run{(missing["message"] is { } words ? $": “{Phrases.Short(words)}”" : "")}"
                    : "there are no pods at all");
                judging.RuleOut("crash", missing["crashing"] is "0" or null ? "no DNS pod crashes" : $"{missing["crashing"]} DNS pods crash", instead: false);
                judging.RuleOut("imagePull", missing["pulling"] is "0" or null ? "no DNS pod waits for an image" : $"{missing["pulling"]} DNS pods wait for an image", instead: false);
                judging.RuleOut("nodes", missing["onBadNodes"] is "0" or null ? "their nodes are well" : $"{missing["onBadNodes"]} DNS pods sit on ailing nodes or on none", instead: false);
                break;
            case "dnsPolicy":
                judging.Cause("policyForbids", 1, $"{isolated["policyNamespace"]}/{isolated["policy"]} limits egress and has no rule for UDP 53 to {DnsNamespace}/{DnsService}");
                break;
            default:
                judging.Cause("agentIll", 1, $"{agents["daemonset"]}: {agents["nodes"]}");
                judging.RuleOut("nodes", "the nodes themselves are Ready", instead: false);
                break;
        }
    }

    private static void SayNames(Judging judging, PodToPodLimits limits, string variant, Reading missing, Reading isolated)
    {
        var subject = judging.Subject;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("namespace", DnsNamespace);
        judging.Value("service", DnsService);
        judging.Value("port", "53");
        judging.Value("debugImage", limits.DebugImage);
        judging.Value("variant", variant);
        if (Dns(judging) is { } workload)
        {
            judging.Value("workload", workload.Name);
            judging.Value("kind", workload.Kind);
        }

        judging.Value("pod", missing["pod"]);
        judging.Value("callerPod", isolated["pod"]);
        judging.Value("callerNamespace", isolated["policyNamespace"]);
        judging.Value("caller", isolated["workloads"]?.Split(',')[0].Split('/')[^1]);
        judging.Value("policy", isolated["policy"]);
        judging.Value("policyNamespace", isolated["policyNamespace"]);
        judging.Value("map", isolated["map"]);
    }

    private static IEnumerable<Resource> Covered(Judging judging, string variant, Reading agents) => variant switch
    {
        "dnsPods" => Dns(judging) is { } workload ? [workload] : [],
        "agent" when agents["daemonset"] is { } agent => [judging.Subject.Sibling(Kinds.DaemonSet, agent, DnsNamespace)],
        _ => [],
    };

    private static Resource? Dns(Judging judging) =>
        judging.Read(Known.Network.DnsReady)["workload"]?.Split('/') is [var kind, var name] ? judging.Subject.Sibling(kind, name, DnsNamespace) : null;

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
