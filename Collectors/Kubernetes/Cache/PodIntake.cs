using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Takes pods in and keeps the indexes over them.</summary>
internal sealed class PodIntake(ClusterState state) : IIntake<Pod>
{
    public void Put(Pod item, Moment at, bool first)
    {
        var key = new ObjectKey(item.Metadata.Namespace, item.Metadata.Name);
        var known = state.Pods.TryGetValue(key, out var pod);
        if (pod is null)
        {
            state.Pods[key] = pod = new PodEntry(item, at);
            state.PodsByUid[item.Metadata.Uid] = pod;
            Index(pod, null);
        }
        else
        {
            var before = pod.Pod;
            pod.Update(item, at);
            if (before.Spec.NodeName != item.Spec.NodeName || !SameImages(before, item))
                Index(pod, before);
        }

        PodMemory.Remember(pod, first || !known, state.Clean);
        if (pod.PullFails)
            state.PullFailing.Add(pod);
        else
            state.PullFailing.Remove(pod);
        Home(state, pod);
        state.Touch(pod.Workload);
    }

    public void Gone(ObjectKey key, string uid, Moment at)
    {
        if (!state.Pods.Remove(key, out var pod))
            return;
        state.PodsByUid.Remove(uid);
        state.PullFailing.Remove(pod);
        state.PodsByNode.Move(pod, NodeKeys(pod.Pod), []);
        state.PodsByImage.Move(pod, pod.Images, []);
        state.PodsByRepository.Move(pod, pod.Repositories, []);
        state.PodsByConfigMap.Move(pod, pod.ConfigMapKeys, []);
        state.PodsByMaker.Move(pod, MakerKeys(pod.Pod), []);
        pod.Workload?.Remove(pod);
        state.Touch(pod.Workload);
    }

    /// <summary>Puts a pod under the workload that it belongs to now.</summary>
    internal static void Home(ClusterState state, PodEntry pod)
    {
        if (pod.Workload is not null && IsOrphan(state, pod.Pod))
            return;
        var home = OwnerRollup.Of(pod.Pod, state.ReplicaSets.GetValueOrDefault, state.Jobs.GetValueOrDefault) is { } key ? state.Get(key) : null;
        if (home == pod.Workload)
            return;
        pod.Workload?.Remove(pod);
        state.Touch(pod.Workload);
        pod.Workload = home;
        home?.Add(pod);
        state.Touch(home);
    }

    private void Index(PodEntry pod, Pod? before)
    {
        var (images, repositories, maps) = (pod.Images, pod.Repositories, pod.ConfigMapKeys);
        pod.ReadSpec();
        state.PodsByNode.Move(pod, before is null ? [] : NodeKeys(before), NodeKeys(pod.Pod));
        state.PodsByImage.Move(pod, images, pod.Images);
        state.PodsByRepository.Move(pod, repositories, pod.Repositories);
        state.PodsByConfigMap.Move(pod, maps, pod.ConfigMapKeys);
        state.PodsByMaker.Move(pod, before is null ? [] : MakerKeys(before), MakerKeys(pod.Pod));
    }

    /// <summary>Whether the maker is not known, or not any more: then the pod stays where it is.</summary>
    private static bool IsOrphan(ClusterState state, Pod pod) => MakerKeys(pod) is [var (kind, owner)]
        && !(kind == "Job" ? state.Jobs.ContainsKey(owner) : state.ReplicaSets.ContainsKey(owner));

    private static string[] NodeKeys(Pod pod) => pod.Spec.NodeName.Length == 0 ? [] : [pod.Spec.NodeName];

    private static (string, ObjectKey)[] MakerKeys(Pod pod) =>
        pod.Metadata.Controller is { Kind: "ReplicaSet" or "Job" } maker ? [(maker.Kind, new ObjectKey(pod.Metadata.Namespace, maker.Name))] : [];

    private static bool SameImages(Pod before, Pod after) =>
        before.Spec.AllContainers.Select(container => container.Image).SequenceEqual(after.Spec.AllContainers.Select(container => container.Image));
}
