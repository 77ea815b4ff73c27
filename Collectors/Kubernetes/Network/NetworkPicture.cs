using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>The joins that all Services of one pass share.</summary>
internal sealed class NetworkPicture
{
    private static readonly string[] Callers = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    private readonly Dictionary<string, List<PodEntry>> _pods = new(StringComparer.Ordinal);
    private readonly ILookup<string, Workload> _workloads;
    private readonly ILookup<ObjectKey, EndpointSlice> _slices;
    private readonly ILookup<ObjectKey, DeclaredCall> _calls;

    /// <param name="policies">Whether policies and namespaces are known; without them nothing can be said of calls.</param>
    public NetworkPicture(ClusterState state, Moment now, bool policies)
    {
        (State, Now) = (state, now);
        foreach (var pod in state.Pods.Values.Where(pod => PodState.Counts(pod.Pod)))
        {
            if (!_pods.TryGetValue(pod.Pod.Metadata.Namespace, out var pods))
                _pods[pod.Pod.Metadata.Namespace] = pods = [];
            pods.Add(pod);
        }

        _workloads = state.Workloads.Where(workload => !workload.IsJob).ToLookup(workload => workload.Key.Namespace, StringComparer.Ordinal);
        _slices = state.Shelf<EndpointSlice>().All.Where(slice => slice.Service is not null)
            .ToLookup(slice => new ObjectKey(slice.Metadata.Namespace, slice.Service!));
        _calls = Declared(state).Distinct().ToLookup(call => call.To);
        Evaluator = policies
            ? new PolicyEvaluator(state.Shelf<NetworkPolicy>().All, name => state.Namespaces.GetValueOrDefault(name)?.Metadata.Labels)
            : null;
    }

    public ClusterState State { get; }

    public Moment Now { get; }

    /// <summary>Null while the policies are not known.</summary>
    public PolicyEvaluator? Evaluator { get; }

    /// <summary>Pods of a namespace that say something about health.</summary>
    public IReadOnlyList<PodEntry> Pods(string @namespace) => _pods.TryGetValue(@namespace, out var pods) ? pods : [];

    /// <summary>What owns pods in a namespace, Jobs left out.</summary>
    public IEnumerable<Workload> Workloads(string @namespace) => _workloads[@namespace];

    public IEnumerable<EndpointSlice> Slices(ObjectKey service) => _slices[service];

    public IEnumerable<DeclaredCall> Calls(ObjectKey service) => _calls[service];

    private static IEnumerable<DeclaredCall> Declared(ClusterState state)
    {
        foreach (var workload in state.Workloads)
        {
            if (workload.Owner?.Metadata.Annotations.GetValueOrDefault(DeclaredCall.Annotation) is not { } annotation)
                continue;
            foreach (var call in DeclaredCall.Of(workload.Key, annotation))
                yield return call;
        }

        foreach (var line in state.Dependencies)
        {
            if (DeclaredCall.Of(line, Find) is { } call)
                yield return call;
        }

        WorkloadKey? Find(ObjectKey name) =>
            Callers.Select(kind => state.Find(new WorkloadKey(kind, name.Namespace, name.Name))).FirstOrDefault(found => found?.Owner is not null)?.Key;
    }
}
