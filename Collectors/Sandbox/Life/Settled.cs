using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>Finds workloads that rest, so that nothing is done to one that is busy already.</summary>
internal static class Settled
{
    /// <summary>The object of a workload when it is complete, up to date and not held; null otherwise.</summary>
    public static StoredObject? Find(SimCluster cluster, WorkloadSeed seed)
    {
        if (cluster.Held.Contains(seed.Key))
            return null;
        var kind = seed.Kind switch
        {
            "Deployment" => ApiKinds.Deployments,
            "StatefulSet" => ApiKinds.StatefulSets,
            _ => null,
        };
        return kind is not null && cluster.Store.Find(kind, seed.Key) is { } item && IsSettled(item) && AllReady(cluster, seed) ? item : null;
    }

    /// <summary>The kubelets know first: a status may lag behind them by a second.</summary>
    private static bool AllReady(SimCluster cluster, WorkloadSeed seed) => cluster.Kubelet.Runs
        .Where(run => run.Namespace == seed.Namespace && run.App == seed.Name && !run.Terminating)
        .All(run => run.Ready);

    public static bool IsSettled(StoredObject item)
    {
        var status = item.Json["status"];
        var wanted = item.Replicas();
        return status.Number("observedGeneration") == item.Json.Number("metadata", "generation")
            && status.Number("replicas") == wanted
            && status.Number("updatedReplicas") == wanted
            && status.Number("readyReplicas") == wanted
            && (item.Kind != ApiKinds.Deployments || Objects.Condition(item.Json, "Progressing")?.Text("reason") == "NewReplicaSetAvailable");
    }
}
