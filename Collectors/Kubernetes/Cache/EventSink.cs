using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>
/// Takes events in. A list of events is never complete, so what it does not name stays. Only events about pods touch
/// anything, and only when they say something new.
/// </summary>
internal sealed class EventSink(Lock gate, ClusterState state) : IObjectSink<KubeEvent>
{
    public void Replace(IReadOnlyList<KubeEvent> items)
    {
        lock (gate)
        {
            foreach (var item in items)
                Put(item);
        }
    }

    public void Apply(WatchKind kind, KubeEvent item)
    {
        lock (gate)
        {
            if (kind == WatchKind.Deleted)
                state.Events.Remove(item.Metadata.Uid);
            else
                Put(item);
        }
    }

    private void Put(KubeEvent item)
    {
        if (state.Events.Put(item) && item.InvolvedObject.Kind == "Pod" && state.PodsByUid.TryGetValue(item.InvolvedObject.Uid, out var pod))
            state.Touch(pod.Workload);
    }
}
