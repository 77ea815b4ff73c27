using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>What became of the pods that were on failing nodes.</summary>
/// <param name="Affected">Those of DaemonSets left out, as in all counts.</param>
/// <param name="Lost">How many of them are not ready any more.</param>
/// <param name="Replaced">How many run elsewhere, in other pods.</param>
/// <param name="Workloads">All that had pods there, DaemonSets too.</param>
/// <param name="Hanging">One that is still there and cannot end, of a StatefulSet if there is one.</param>
internal sealed record LostPods(int Affected, int Lost, int Replaced, IReadOnlyDictionary<Resource, int> Workloads, PodEntry? Hanging)
{
    // Times in objects have whole seconds.
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(2);

    /// <param name="failed">The nodes, those that are gone included.</param>
    /// <param name="bad">The names of all bad nodes of the cluster: what runs there does not count as replaced.</param>
    public static LostPods Of(ClusterState state, IReadOnlyList<NodeMemory> failed, IReadOnlySet<string> bad)
    {
        var workloads = new Dictionary<Resource, int>();
        var (lost, since) = (0, failed.Count == 0 ? DateTimeOffset.MaxValue : failed.Min(node => node.BadAt?.Wall ?? DateTimeOffset.MaxValue));
        PodEntry? hanging = null;
        foreach (var (workload, uids) in failed.SelectMany(node => node.Pods))
        {
            workloads[workload] = workloads.GetValueOrDefault(workload) + uids.Length;
            // A DaemonSet's pods belong to their node and run nowhere else.
            if (workload.Kind == Kinds.DaemonSet)
                continue;
            foreach (var pod in uids.Select(state.PodsByUid.GetValueOrDefault))
            {
                if (pod is null || !PodState.Counts(pod.Pod) || !PodState.IsReady(pod.Pod))
                    lost++;
                if (pod is not null && Hangs(hanging) < Hangs(pod))
                    hanging = pod;
            }
        }

        var movable = workloads.Where(one => one.Key.Kind != Kinds.DaemonSet).ToList();
        var replaced = movable.Sum(one => Math.Min(one.Value, NewPods(state, one.Key, bad, since - Coarse)));
        return new LostPods(movable.Sum(one => one.Value), lost, replaced, workloads, hanging);
    }

    private static int NewPods(ClusterState state, Resource workload, IReadOnlySet<string> bad, DateTimeOffset since) =>
        state.Find(new WorkloadKey(workload.Kind, workload.Namespace, workload.Name))?.Pods.Count(pod =>
            pod.Pod.Metadata.CreationTimestamp >= since && !bad.Contains(pod.Pod.Spec.NodeName) && PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod)) ?? 0;

    private static int Hangs(PodEntry? pod) => pod switch
    {
        null => -1,
        _ => (pod.Workload?.Key.Kind == Kinds.StatefulSet ? 1 : 0) + (pod.Pod.Metadata.DeletionTimestamp is null ? 0 : 2),
    };
}
