using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>People and autoscalers take nodes away on purpose and bring others: always marked first, emptied with care, and never so that a workload falls below its minimum.</summary>
internal sealed class NodeCare(SimCluster cluster)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    // Of its own, so that the rest of life comes out the same with or without it.
    private readonly Dice _dice = new(cluster.Estate.Seed ^ (int)Dice.Hash($"{cluster.Name}/nodes"));
    private bool _busy;

    /// <summary>Maintains one node, or replaces it: whichever comes.</summary>
    public void Step()
    {
        var free = cluster.Nodes.All.Where(node => !node.Down && NodeTaints.IsReady(cluster, node.Name) == true && Taints(node.Name) == 0 && CanBeEmptied(node))
            .OrderBy(node => node.Name, StringComparer.Ordinal).ToList();
        if (_busy || free.Count == 0)
            return;
        var chosen = _dice.Pick(free);
        if (_dice.Chance(0.5))
            Maintain(chosen.Name);
        else
            ScaleDown(chosen.Name);
    }

    /// <summary>Cordons and drains a node, and gives it back half a minute later.</summary>
    public void Maintain(string node)
    {
        _busy = true;
        NodeTaints.Cordon(cluster, node);
        Drain(node, cluster.Now + Patience, () => cluster.Agenda.After(TimeSpan.FromSeconds(30), () =>
        {
            NodeTaints.Uncordon(cluster, node);
            _busy = false;
        }));
    }

    /// <summary>As the autoscaler does: marks a node, drains it, lets its machine end, and some minutes later a new one joins the same group.</summary>
    public void ScaleDown(string node)
    {
        if (cluster.Store.Find(ApiKinds.Nodes, node) is not { } item)
            return;
        _busy = true;
        var group = item.Labels.GetValueOrDefault("eks.amazonaws.com/nodegroup");
        NodeTaints.Add(cluster, node, "ToBeDeletedByClusterAutoscaler", "NoSchedule");
        cluster.Events.Normal(item, "cluster-autoscaler", "ScaleDown", "marked the node as toBeDeleted/unschedulable");
        Drain(node, cluster.Now + Patience, () =>
        {
            if (RunsOn(node).Any(MustMove))
            {
                NodeTaints.Remove(cluster, node, "ToBeDeletedByClusterAutoscaler");
                _busy = false;
                return;
            }

            NodeLifecycle.Stop(cluster.Nodes.Get(node));
            cluster.Agenda.After(_dice.Seconds(20, 40), () => cluster.Nodes.Remove(node));
            cluster.Agenda.After(_dice.Seconds(120, 400), () =>
            {
                if (cluster.Seed.NodeGroups.FirstOrDefault(seed => seed.Name == group) is { } seed)
                    Join(seed, _dice.Seconds(35, 80));
                _busy = false;
            });
        });
    }

    /// <summary>A new node registers, and is not ready until its network plugin runs.</summary>
    /// <returns>Its name.</returns>
    public string Join(NodeGroupSeed group, TimeSpan boot)
    {
        var name = NodeObjects.AddStarting(cluster, group);
        cluster.Agenda.After(boot, () =>
        {
            NodeTaints.Conditions(cluster, name, NodeFleet.Well(cluster.Now));
            NodeTaints.Remove(cluster, name, "node.kubernetes.io/not-ready");
        });
        return name;
    }

    private void Drain(string node, DateTimeOffset until, Action then)
    {
        var left = RunsOn(node).Where(MustMove).OrderBy(run => run.Key, StringComparer.Ordinal).ToList();
        if ((left.Count == 0 && RunsOn(node).All(run => !run.Terminating)) || cluster.Now > until)
        {
            then();
            return;
        }

        if (left.Find(CanMove) is { } next)
            Evictions.Move(cluster, next, "EvictionByEvictionAPI", "Eviction API: evicting");
        cluster.Agenda.After(Between, () => Drain(node, until, then));
    }

    private bool CanBeEmptied(NodeState node) => RunsOn(node.Name).Where(MustMove).All(CanMove);

    private bool CanMove(PodRun run) => Seed(run) is { } seed && Settled.Find(cluster, seed) is { } item
        && (item.Kind == ApiKinds.StatefulSets ? item.Replicas() > 1 : RolloutMath.Of(item.Json, item.Replicas()) is { Unavailable: > 0, Desired: > 2 });

    // A job ends by itself; what a DaemonSet runs stays.
    private bool MustMove(PodRun run) => !run.Terminating && Seed(run)?.Kind is not ("DaemonSet" or "CronJob");

    private WorkloadSeed? Seed(PodRun run) => cluster.Estate.Workloads.FirstOrDefault(seed => seed.Namespace == run.Namespace && seed.Name == run.App);

    private IEnumerable<PodRun> RunsOn(string node) => cluster.Kubelet.Runs.Where(run => run.Node.Name == node && run.Phase is not ("Succeeded" or "Failed"));

    private int Taints(string node) => cluster.Store.Find(ApiKinds.Nodes, node)?.Json.Items("spec", "taints").Count() ?? 0;
}
