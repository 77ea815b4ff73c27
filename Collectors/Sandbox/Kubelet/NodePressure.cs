using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>A node's disk fills up: the kubelet says so, keeps new pods away and throws some of the old ones out.</summary>
internal static class NodePressure
{
    private const string Taint = "node.kubernetes.io/disk-pressure";
    private const int ThrownOut = 3;

    public static void Begin(SimCluster cluster, NodeState node)
    {
        var epoch = ++node.Epoch;
        Say(cluster, node, warning: true, "EvictionThresholdMet", "Attempting to reclaim ephemeral-storage");
        NodeTaints.Conditions(cluster, node.Name, new JsonArray(NodeFleet.Condition("DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure", cluster.Now)));
        Say(cluster, node, warning: false, "NodeHasDiskPressure", $"Node {node.Name} status is now: NodeHasDiskPressure");
        cluster.Agenda.After(TimeSpan.FromMilliseconds(60), () => NodeTaints.Add(cluster, node.Name, Taint, "NoSchedule"));
        for (var i = 1; i <= ThrownOut; i++)
        {
            cluster.Agenda.After(TimeSpan.FromSeconds(12 * i), () =>
            {
                if (node.Epoch == epoch && Victim(cluster, node) is { } run)
                    Evictions.ThrowOut(cluster, run, "ephemeral-storage");
            });
        }
    }

    public static void End(SimCluster cluster, NodeState node)
    {
        node.Epoch++;
        NodeTaints.Conditions(cluster, node.Name, new JsonArray(NodeFleet.Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", cluster.Now)));
        NodeTaints.Remove(cluster, node.Name, Taint);
        Say(cluster, node, warning: false, "NodeHasNoDiskPressure", $"Node {node.Name} status is now: NodeHasNoDiskPressure");
    }

    /// <summary>One that a ReplicaSet replaces: the simulated StatefulSets wait for their own.</summary>
    private static PodRun? Victim(SimCluster cluster, NodeState node) => cluster.Kubelet.Runs
        .Where(run => run.Node == node && !run.Terminating && run.Phase == "Running"
            && cluster.Store.Find(ApiKinds.Pods, run.Key)?.Json.Items("metadata", "ownerReferences").FirstOrDefault()?.Text("kind") == "ReplicaSet")
        .OrderBy(run => run.Key, StringComparer.Ordinal).FirstOrDefault();

    private static void Say(SimCluster cluster, NodeState node, bool warning, string reason, string message)
    {
        if (cluster.Store.Find(ApiKinds.Nodes, node.Name) is not { } item)
            return;
        if (warning)
            cluster.Events.Warning(item, "kubelet", reason, message, null, node.Name);
        else
            cluster.Events.Normal(item, "kubelet", reason, message, null, node.Name);
    }
}
