using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>Pods that must leave their node.</summary>
internal static class Evictions
{
    /// <summary>Marks a pod as being moved and deletes it gracefully.</summary>
    /// <param name="say">The event's words; null when the mover writes none.</param>
    public static void Move(SimCluster cluster, PodRun run, string reason, string message, string? say = null)
    {
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is not { } pod || pod.Uid != run.Uid || run.Terminating)
            return;
        if (say is not null)
            cluster.Events.Normal(pod, "taint-eviction-controller", "TaintManagerEviction", say);
        run.Set("DisruptionTarget", true, cluster.Now, reason, message);
        cluster.Kubelet.WriteAsIs(run);
        cluster.Kubelet.Terminate(run.Key);
    }

    /// <summary>The kubelet throws a pod out to save its node: the pod stays behind as failed, until it is collected.</summary>
    public static void ThrowOut(SimCluster cluster, PodRun run, string resource)
    {
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is not { } pod || run.Terminating)
            return;
        var words = $"The node was low on resource: {resource}. Threshold quantity: 8588660Ki, available: 8361240Ki. ";
        cluster.Events.Warning(pod, "kubelet", "Evicted", words, null, run.Node.Name);
        run.Set("DisruptionTarget", true, cluster.Now, "TerminationByKubelet", words);
        run.Set("Ready", false, cluster.Now, "PodFailed");
        run.Set("ContainersReady", false, cluster.Now, "PodFailed");
        run.Phase = "Failed";
        run.Epoch++;
        run.Terminating = true;
        cluster.Update(ApiKinds.Pods, run.Key, json =>
        {
            json["status"] = run.Status();
            json["status"]!["reason"] = "Evicted";
            json["status"]!["message"] = words;
            json["status"]!.AsObject().Remove("containerStatuses");
        });
        cluster.Agenda.After(TimeSpan.FromMinutes(3), () => cluster.Kubelet.Forget(run.Key));
    }
}
