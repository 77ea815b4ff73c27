using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Finds what is judged in place of a pod.</summary>
public static class OwnerRollup
{
    /// <param name="replicaSet">A ReplicaSet by key, or null when it is not known yet.</param>
    /// <param name="job">A Job by key, or null when it is not known yet.</param>
    /// <returns>Null for static pods: the kubelet's own, that nobody can repair through the API.</returns>
    public static WorkloadKey? Of(Pod pod, Func<ObjectKey, ReplicaSet?> replicaSet, Func<ObjectKey, Job?> job)
    {
        var meta = pod.Metadata;
        if (meta.Annotations.ContainsKey("kubernetes.io/config.mirror"))
            return null;
        if (meta.Controller is not { } owner)
            return new WorkloadKey(Kinds.Pod, meta.Namespace, meta.Name);
        var key = new ObjectKey(meta.Namespace, owner.Name);
        return owner.Kind switch
        {
            "Node" => null,
            "ReplicaSet" when replicaSet(key) is { } known => known.Metadata.Controller is { Kind: "Deployment" } deployment
                ? new WorkloadKey(Kinds.Deployment, meta.Namespace, deployment.Name)
                : new WorkloadKey(Kinds.ReplicaSet, meta.Namespace, owner.Name),
            "ReplicaSet" => DeploymentByName(pod, owner.Name),
            "Job" => job(key)?.Metadata.Controller is { Kind: "CronJob" } cronJob
                ? new WorkloadKey(Kinds.CronJob, meta.Namespace, cronJob.Name)
                : new WorkloadKey(Kinds.Job, meta.Namespace, owner.Name),
            _ => new WorkloadKey(Interned.Of(owner.Kind.ToLowerInvariant()), meta.Namespace, owner.Name),
        };
    }

    /// <summary>
    /// The streams race: a pod may come before its ReplicaSet. Deployments name a ReplicaSet after themselves and the
    /// template's hash, and label the pods with that hash.
    /// </summary>
    private static WorkloadKey DeploymentByName(Pod pod, string replicaSet)
    {
        var space = pod.Metadata.Namespace;
        return pod.Metadata.Labels.TryGetValue("pod-template-hash", out var hash) && hash.Length > 0 && replicaSet.EndsWith($"-{hash}", StringComparison.Ordinal)
            ? new WorkloadKey(Kinds.Deployment, space, Interned.Of(replicaSet.AsSpan(0, replicaSet.Length - hash.Length - 1)))
            : new WorkloadKey(Kinds.ReplicaSet, space, replicaSet);
    }
}
