using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>One Service joined with its endpoints, its pods and the workloads behind it, as they are now.</summary>
internal sealed class ServiceView
{
    public ServiceView(NetworkPicture picture, Service service)
    {
        (Picture, Service) = (picture, service);
        Key = new ObjectKey(service.Metadata.Namespace, service.Metadata.Name);
        Ready = CountReady();
        Pods = [.. picture.Pods(Key.Namespace).Where(pod => LabelSelector.Matches(service.Spec.Selector, pod.Pod.Metadata.Labels))];
        Workloads = Behind();
        Asked = Workloads.Count > 0 ? Workloads.Sum(AskedOf) : Pods.Count > 0 ? Pods.Count(pod => pod.Workload?.IsJob != true) : null;
    }

    public NetworkPicture Picture { get; }

    public Service Service { get; }

    public ObjectKey Key { get; }

    /// <summary>Distinct ready addresses with a port, if the Service has any.</summary>
    public int Ready { get; }

    /// <summary>What its selector finds.</summary>
    public IReadOnlyList<PodEntry> Pods { get; }

    /// <summary>Owners of those pods, and those that would make such pods if they had any. No Jobs: their pods are meant to end.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>How many pods the workloads ask for; null when nobody is behind it.</summary>
    public int? Asked { get; }

    /// <summary>What a workload asks for; of an owner that we cannot ask, the pods that it has.</summary>
    public static int AskedOf(Workload workload) => MinimumAvailable.Desired(workload) ?? workload.Pods.Count(pod => PodState.Counts(pod.Pod));

    private int CountReady()
    {
        var ready = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slice in Picture.Slices(Key).Where(slice => Service.Spec.Ports.Count == 0 || slice.Ports.Count > 0))
        {
            foreach (var endpoint in slice.Endpoints.Where(endpoint => endpoint.IsReady))
                ready.UnionWith(endpoint.Addresses);
        }

        return ready.Count;
    }

    private List<Workload> Behind()
    {
        var found = new HashSet<Workload>(Pods.Select(pod => pod.Workload).OfType<Workload>().Where(workload => !workload.IsJob));
        foreach (var workload in Picture.Workloads(Key.Namespace))
        {
            if (workload.Spec is { } spec && workload.Owner is not null && LabelSelector.Matches(Service.Spec.Selector, spec.Template.Metadata.Labels))
                found.Add(workload);
        }

        return [.. found.OrderBy(workload => workload.Key.Name, StringComparer.Ordinal).ThenBy(workload => workload.Key.Kind, StringComparer.Ordinal)];
    }
}
