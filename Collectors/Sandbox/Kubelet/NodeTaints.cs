using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>Changes of a node's object: its taints, its conditions, whether it takes new pods.</summary>
internal static class NodeTaints
{
    public static void Add(SimCluster cluster, string node, string key, string effect) => cluster.Update(ApiKinds.Nodes, node, json =>
    {
        var spec = json.Child("spec");
        if (spec["taints"] is not JsonArray taints)
            spec["taints"] = taints = [];
        if (!taints.OfType<JsonObject>().Any(one => one.Text("key") == key && one.Text("effect") == effect))
            taints.Add(new JsonObject { ["key"] = key, ["effect"] = effect, ["timeAdded"] = Times.Seconds(cluster.Now) });
    });

    public static void Remove(SimCluster cluster, string node, string key) => cluster.Update(ApiKinds.Nodes, node, json =>
    {
        if (json.At("spec", "taints") is not JsonArray taints)
            return;
        foreach (var gone in taints.OfType<JsonObject>().Where(one => one.Text("key") == key).ToList())
            taints.Remove(gone);
        if (taints.Count == 0)
            json.Child("spec").Remove("taints");
    });

    public static void Cordon(SimCluster cluster, string node)
    {
        cluster.Update(ApiKinds.Nodes, node, json => json.Child("spec")["unschedulable"] = true);
        Add(cluster, node, "node.kubernetes.io/unschedulable", "NoSchedule");
    }

    public static void Uncordon(SimCluster cluster, string node)
    {
        cluster.Update(ApiKinds.Nodes, node, json => json.Child("spec").Remove("unschedulable"));
        Remove(cluster, node, "node.kubernetes.io/unschedulable");
    }

    /// <summary>Whether its condition Ready is True; null when there is no such node.</summary>
    public static bool? IsReady(SimCluster cluster, string node) =>
        cluster.Store.Find(ApiKinds.Nodes, node) is { } item ? Objects.Condition(item.Json, "Ready")?.Text("status") == "True" : null;

    /// <summary>Sets conditions by type. One that keeps its status keeps the time of its last change.</summary>
    public static void Conditions(SimCluster cluster, string node, JsonArray wanted) => cluster.Update(ApiKinds.Nodes, node, json =>
    {
        var conditions = json.Child("status")["conditions"]!.AsArray();
        foreach (var next in wanted.OfType<JsonObject>().Select(one => one.Copy()))
        {
            var before = conditions.OfType<JsonObject>().FirstOrDefault(one => one.Text("type") == next.Text("type"));
            if (before?.Text("status") == next.Text("status"))
                next["lastTransitionTime"] = before!["lastTransitionTime"]!.DeepClone();
            if (before is not null)
                conditions[conditions.IndexOf(before)] = next;
            else
                conditions.Add(next);
        }
    });
}
