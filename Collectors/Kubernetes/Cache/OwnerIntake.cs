using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Takes Deployments, StatefulSets and DaemonSets in.</summary>
internal sealed class OwnerIntake<T>(ClusterState state, string kind, Func<T, OwnerSpec> spec, Func<T, OwnerStatus> status) : IIntake<T>
    where T : class, IKubernetesObject
{
    public void Put(T item, Moment at, bool first) =>
        OwnerScale.SetOwner(state, new WorkloadKey(kind, item.Metadata.Namespace, item.Metadata.Name), item, spec(item), status(item), at);

    public void Gone(ObjectKey key, string uid, Moment at)
    {
        var workload = state.Get(new WorkloadKey(kind, key.Namespace, key.Name));
        workload.SetOwner(null, null, null, at.Wall);
        workload.EverComplete = false;
        state.Touch(workload);
    }
}

/// <summary>Takes ReplicaSets in: revisions of a Deployment, or owners of their own.</summary>
internal sealed class ReplicaSetIntake(ClusterState state) : IIntake<ReplicaSet>
{
    public void Put(ReplicaSet item, Moment at, bool first)
    {
        var key = new ObjectKey(item.Metadata.Namespace, item.Metadata.Name);
        state.ReplicaSets[key] = item;
        if (item.Metadata.Controller is { Kind: "Deployment" } owner)
        {
            var workload = state.Get(new WorkloadKey(Kinds.Deployment, key.Namespace, owner.Name));
            workload.Put(item);
            state.Touch(workload);
        }
        else
        {
            OwnerScale.SetOwner(state, new WorkloadKey(Kinds.ReplicaSet, key.Namespace, key.Name), item, item.Spec, item.Status, at);
        }

        foreach (var pod in state.PodsByMaker[("ReplicaSet", key)].ToArray())
            PodIntake.Home(state, pod);
    }

    public void Gone(ObjectKey key, string uid, Moment at)
    {
        if (!state.ReplicaSets.Remove(key, out var item))
            return;
        var workload = item.Metadata.Controller is { Kind: "Deployment" } owner
            ? state.Get(new WorkloadKey(Kinds.Deployment, key.Namespace, owner.Name))
            : state.Get(new WorkloadKey(Kinds.ReplicaSet, key.Namespace, key.Name));
        workload.Remove(item);
        if (workload.Key.Kind == Kinds.ReplicaSet)
            workload.SetOwner(null, null, null, at.Wall);
        state.Touch(workload);
    }
}

/// <summary>Takes Jobs in: only to know which CronJob they belong to.</summary>
internal sealed class JobIntake(ClusterState state) : IIntake<Job>
{
    public void Put(Job item, Moment at, bool first)
    {
        var key = new ObjectKey(item.Metadata.Namespace, item.Metadata.Name);
        state.Jobs[key] = item;
        foreach (var pod in state.PodsByMaker[("Job", key)].ToArray())
            PodIntake.Home(state, pod);
    }

    public void Gone(ObjectKey key, string uid, Moment at) => state.Jobs.Remove(key);
}

/// <summary>Sets an owner and notices when it asks for another number of pods.</summary>
internal static class OwnerScale
{
    public static void SetOwner(ClusterState state, WorkloadKey key, IKubernetesObject item, OwnerSpec spec, OwnerStatus status, Moment at)
    {
        var workload = state.Get(key);
        if (workload.Owner is { } before && before.Metadata.Uid == item.Metadata.Uid && key.Kind != Kinds.DaemonSet)
        {
            var (from, to) = (workload.Spec?.Replicas ?? 1, spec.Replicas ?? 1);
            if (from != to)
            {
                state.Happened(new Scaled(workload.Resource, item.Metadata.Uid, item.Metadata.Generation, from, to, at.Wall));
                workload.ScaledUp = to > from ? at : null;
            }
        }

        workload.SetOwner(item, spec, status, at.Wall);
        state.Touch(workload);
    }
}
