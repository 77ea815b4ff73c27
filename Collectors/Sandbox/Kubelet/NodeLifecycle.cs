using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>
/// What becomes of nodes whose kubelet stops and starts: the node controller looks every 5 s, calls a node unknown 50 s after
/// its last lease, taints it at once against new pods and 5 s later against old ones, and moves those when their patience ends.
/// </summary>
internal sealed class NodeLifecycle(SimCluster cluster)
{
    private const string Source = "node-controller";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(50);

    /// <summary>Begins to look.</summary>
    public void Start() => cluster.Agenda.After(Look, () =>
    {
        foreach (var node in cluster.Nodes.All.ToList())
            Judge(node);
        Start();
    });

    /// <summary>The kubelet dies; what it started runs on, and nobody says so.</summary>
    public static void Stop(NodeState node) => node.Down = true;

    /// <summary>The kubelet is back: it reports at once, and catches up.</summary>
    public void Return(NodeState node)
    {
        if (!node.Down || !cluster.Nodes.Has(node.Name))
            return;
        node.Down = false;
        node.Epoch++;
        cluster.Nodes.Touch(node.Name);
        var wasUnknown = NodeTaints.IsReady(cluster, node.Name) is false;
        NodeTaints.Conditions(cluster, node.Name, NodeFleet.Well(cluster.Now));
        if (wasUnknown && cluster.Store.Find(ApiKinds.Nodes, node.Name) is { } item)
            cluster.Events.Normal(item, Source, "NodeReady", $"Node {node.Name} status is now: NodeReady");
        cluster.Agenda.After(TimeSpan.FromMilliseconds(40), () => NodeTaints.Remove(cluster, node.Name, "node.kubernetes.io/unreachable"));
        foreach (var run in PodsOn(node).Where(run => wasUnknown && !run.Terminating).ToList())
        {
            if (cluster.Store.Find(ApiKinds.Pods, run.Key) is { } pod)
                cluster.Events.Normal(pod, "taint-eviction-controller", "TaintManagerEviction", $"Cancelling deletion of Pod {run.Key}");
        }

        foreach (var action in node.TakeDeferred())
            action();
        foreach (var run in PodsOn(node).Where(run => !run.Terminating).ToList())
            cluster.Kubelet.Write(run, cluster.Dice.Seconds(0.3, 3));
    }

    private IEnumerable<PodRun> PodsOn(NodeState node) => cluster.Kubelet.Runs.Where(run => run.Node == node);

    private void Judge(NodeState node)
    {
        if (cluster.Store.Find(ApiKinds.Leases, $"kube-node-lease/{node.Name}") is not { } lease
            || Times.Read(lease.Json.Text("spec", "renewTime")) + Grace > cluster.Now || NodeTaints.IsReady(cluster, node.Name) is not true)
            return;
        NodeTaints.Conditions(cluster, node.Name, Unknown());
        if (cluster.Store.Find(ApiKinds.Nodes, node.Name) is { } item)
            cluster.Events.Normal(item, Source, "NodeNotReady", $"Node {node.Name} status is now: NodeNotReady");
        foreach (var run in PodsOn(node).Where(run => run.Phase != "Succeeded").ToList())
            Forsake(run);
        var epoch = node.Epoch;
        cluster.Agenda.After(TimeSpan.FromMilliseconds(20), () => Taint(node, epoch, "NoSchedule"));
        cluster.Agenda.After(TimeSpan.FromSeconds(5.8), () =>
        {
            if (Taint(node, epoch, "NoExecute"))
                Evict(node, epoch);
        });
    }

    // Only the condition turns: nobody is there to say anything of the containers.
    private void Forsake(PodRun run)
    {
        run.Set("Ready", false, cluster.Now);
        cluster.Kubelet.WriteAsIs(run);
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is { } pod)
            cluster.Events.Warning(pod, Source, "NodeNotReady", "Node is not ready");
    }

    private bool Taint(NodeState node, int epoch, string effect)
    {
        if (node.Epoch == epoch)
            NodeTaints.Add(cluster, node.Name, "node.kubernetes.io/unreachable", effect);
        return node.Epoch == epoch;
    }

    private void Evict(NodeState node, int epoch)
    {
        var taint = new JsonObject { ["key"] = "node.kubernetes.io/unreachable", ["effect"] = "NoExecute" };
        foreach (var run in PodsOn(node).Where(run => !run.Terminating).ToList())
        {
            if (cluster.Store.Find(ApiKinds.Pods, run.Key) is not { } pod)
                continue;
            var toleration = Refusals.Toleration(pod.Json, taint);
            if (toleration is not null && toleration.Number("tolerationSeconds") is null)
                continue;
            cluster.Agenda.After(TimeSpan.FromSeconds(toleration?.Number("tolerationSeconds") ?? 0), () =>
            {
                if (node.Epoch == epoch && cluster.Nodes.Has(node.Name))
                    Evictions.Move(cluster, run, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", $"Marking for deletion Pod {run.Key}");
            });
        }
    }

    private JsonArray Unknown() => new([.. NodeFleet.Well(cluster.Now).OfType<JsonObject>().Select(one =>
        NodeFleet.Condition(one.Text("type")!, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", cluster.Now))]);
}
