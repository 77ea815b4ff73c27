using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>Work that the controllers and the scheduler leave undone, as it shows in the objects.</summary>
internal sealed class WorkSigns
{
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unscheduled = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(90);

    private readonly Sightings<Workload> _behind = new();
    private readonly Sightings<PodEntry> _unnoticed = new();
    private readonly Sightings<ReplicaSet> _short = new();

    public IEnumerable<Sample> Project(ClusterState state, Moment now)
    {
        var behind = _behind.Lasting(state.Workloads.Where(IsBehind), Unseen, now);
        yield return Make(Known.ControlPlane.Unreconciled, state, now, behind.Select(one => one.Since), "workloads", behind.Select(one => one.Key));

        var pods = _unnoticed.Lasting(state.Pods.Values.Where(IsUnnoticed), Unscheduled, now);
        yield return Make(Known.ControlPlane.Unnoticed, state, now, pods.Select(one => one.Since), "pods", pods.Select(one => one.Key.Workload).OfType<Workload>(),
            pods.Select(one => $"{one.Key.Pod.Metadata.Namespace}/{one.Key.Name}"));

        // The counts that a controller writes stand still with it: the pods themselves are counted.
        var lacking = _short.Lasting(state.ReplicaSets.Values.Where(one => IsShort(state, one)), Short, now);
        yield return Make(Known.ControlPlane.Unfilled, state, now, lacking.Select(one => one.Since), "replicasets",
            lacking.Select(one => OwnerOf(state, one.Key)).OfType<Workload>(), lacking.Select(one => $"{one.Key.Metadata.Namespace}/{one.Key.Metadata.Name}"));
    }

    private static Sample Make(Signal signal, ClusterState state, Moment now, IEnumerable<Moment> since, string key, IEnumerable<Workload> workloads, IEnumerable<string>? names = null)
    {
        var times = since.ToList();
        var owners = workloads.Distinct().Take(50).ToList();
        var words = new Details(state.Clean).Add("workloads", string.Join('\n', owners.Select(one => one.Resource.ToString())));
        if (names is not null)
            words.Names(key, names);
        if (times.Count > 0)
            words.Add("since", times[0].Wall);
        return new Sample(signal, state.Cluster, now.Wall, times.Count, words.Done());
    }

    private static bool IsBehind(Workload workload) =>
        workload is { Owner: { } owner, Status: { } status } && owner.Metadata.DeletionTimestamp is null && status.ObservedGeneration < owner.Metadata.Generation;

    private static bool IsUnnoticed(PodEntry pod) => pod.Pod.Spec.NodeName.Length == 0 && pod.Pod.Metadata.DeletionTimestamp is null
        && pod.Pod.Status.Phase is "Pending" or "" && pod.Pod.Status.Condition("PodScheduled") is null;

    private static bool IsShort(ClusterState state, ReplicaSet set)
    {
        if (set.Metadata.DeletionTimestamp is not null || set.Status.Condition("ReplicaFailure") is { IsTrue: true })
            return false;
        var pods = state.PodsByMaker[("ReplicaSet", new ObjectKey(set.Metadata.Namespace, set.Metadata.Name))];
        return pods.Count(pod => pod.Pod.Metadata.DeletionTimestamp is null && pod.Pod.Status.Phase is not ("Succeeded" or "Failed")) < (set.Spec.Replicas ?? 1);
    }

    internal static Workload? OwnerOf(ClusterState state, ReplicaSet set) => state.Find(set.Metadata.Controller is { Kind: "Deployment" } owner
        ? new WorkloadKey(Kinds.Deployment, set.Metadata.Namespace, owner.Name)
        : new WorkloadKey(Kinds.ReplicaSet, set.Metadata.Namespace, set.Metadata.Name));
}
