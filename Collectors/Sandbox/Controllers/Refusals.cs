using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Why a node is refused to a pod, in the scheduler's words.</summary>
internal static class Refusals
{
    private const string Full = "Too many pods";

    /// <summary>Null when the node's taints let the pod in.</summary>
    public static string? Of(SimCluster cluster, NodeState node, StoredObject pod)
    {
        if (cluster.Store.Find(ApiKinds.Nodes, node.Name) is not { } item)
            return Full;
        var taint = item.Json.Items("spec", "taints").FirstOrDefault(one => one.Text("effect") is "NoSchedule" or "NoExecute" && Toleration(pod.Json, one) is null);
        return taint is null ? null : taint.Text("key") == "node.kubernetes.io/unschedulable"
            ? "node(s) were unschedulable"
            : $"node(s) had untolerated taint {{{taint.Text("key")}: {taint.Text("value")}}}";
    }

    /// <summary>The pod's toleration of a taint, or null.</summary>
    public static JsonObject? Toleration(JsonNode pod, JsonObject taint) => pod.Items("spec", "tolerations").FirstOrDefault(one =>
        (one.Text("key") is null || one.Text("key") == taint.Text("key")) && (one.Text("effect") is null || one.Text("effect") == taint.Text("effect")));

    /// <summary>Writes down that a pod finds no node.</summary>
    public static void Say(SimCluster cluster, StoredObject pod)
    {
        var nodes = cluster.Nodes.All;
        var reasons = nodes.Select(node => Of(cluster, node, pod) ?? Full).CountBy(reason => reason, StringComparer.Ordinal)
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}");
        var message = $"0/{nodes.Count} nodes are available: {string.Join(", ", reasons)}. preemption: 0/{nodes.Count} nodes are available: {nodes.Count} Preemption is not helpful for scheduling.";
        var known = Objects.Condition(pod.Json, "PodScheduled");
        cluster.Update(ApiKinds.Pods, pod.Key, json => json["status"]!["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "False",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = known?.Text("lastTransitionTime") ?? Times.Seconds(cluster.Now),
            ["reason"] = "Unschedulable",
            ["message"] = message,
        }));
        if (known?.Text("message") != message)
            cluster.Events.Warning(pod, "default-scheduler", "FailedScheduling", message);
    }
}
