using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>Lets one program end by itself with exit code 0 and be started again, where one pod can be spared.</summary>
internal sealed class Restarts(SimCluster cluster)
{
    public void Step()
    {
        var spare = cluster.Estate.Workloads
            .Where(seed => seed.Kind == "Deployment")
            .Select(seed => Settled.Find(cluster, seed))
            .OfType<StoredObject>()
            .Where(item => RolloutMath.Of(item.Json, item.Replicas()) is { Unavailable: > 0, Desired: > 2 })
            .Select(item => (item.Namespace, item.Name))
            .ToHashSet();
        var runs = cluster.Kubelet.Runs
            .Where(run => !run.Terminating && spare.Contains((run.Namespace, run.App)) && run.Containers.All(c => c is { Ready: true, Crashes: 0 }))
            .OrderBy(run => run.Key, StringComparer.Ordinal)
            .ToList();
        if (runs.Count == 0)
            return;
        var chosen = cluster.Dice.Pick(runs);
        cluster.Kubelet.Recycle(chosen, chosen.Containers[0]);
    }
}
