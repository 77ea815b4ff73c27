using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>A pod as it is now, with what is remembered of it. It is one incarnation: another uid is another entry.</summary>
public sealed class PodEntry
{
    private readonly Dictionary<string, ContainerMemory> _containers = new(StringComparer.Ordinal);

    internal PodEntry(Pod pod, Moment at)
    {
        Pod = pod;
        At = at;
    }

    public Pod Pod { get; private set; }

    /// <summary>When this state of the pod was received.</summary>
    public Moment At { get; private set; }

    /// <summary>What is judged in its place; null for static pods.</summary>
    public Workload? Workload { get; internal set; }

    public IReadOnlyList<ConfigMapUse> ConfigMaps { get; private set; } = [];
    public IReadOnlyList<string> Images { get; private set; } = [];
    public IReadOnlyList<string> Repositories { get; private set; } = [];

    /// <summary>The ConfigMaps' names, each once.</summary>
    public IReadOnlyList<ObjectKey> ConfigMapKeys { get; private set; } = [];

    public string Name => Pod.Metadata.Name;
    public string Uid => Pod.Metadata.Uid;

    /// <summary>All container statuses, those of init containers first.</summary>
    public IEnumerable<ContainerStatus> Statuses => Pod.Status.InitContainerStatuses.Concat(Pod.Status.ContainerStatuses);

    /// <summary>What is remembered of a container.</summary>
    public ContainerMemory Memory(string container)
    {
        if (!_containers.TryGetValue(container, out var memory))
            _containers[container] = memory = new ContainerMemory();
        return memory;
    }

    /// <summary>Whether any container's image could not be pulled and it has not started since.</summary>
    public bool PullFails
    {
        get
        {
            foreach (var memory in _containers.Values)
            {
                if (memory.Pull is not null)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The spec of a container by name, or null.</summary>
    public Container? Container(string name) => Pod.Spec.AllContainers.FirstOrDefault(container => container.Name == name);

    /// <summary>
    /// The age of a time that stands in this object: as it was when the object came, and from there on monotonic time, so
    /// that a wall clock that jumps makes nothing older. Never negative.
    /// </summary>
    public TimeSpan Since(DateTimeOffset time, Moment now)
    {
        var age = At.Wall - time + (now.Mono - At.Mono);
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    internal void Update(Pod pod, Moment at)
    {
        Pod = pod;
        At = at;
    }

    internal void ReadSpec()
    {
        ConfigMaps = ConfigReferences.Of(Pod.Spec);
        ConfigMapKeys = ConfigMaps.Count == 0 ? [] : [.. ConfigMaps.Select(use => new ObjectKey(Pod.Metadata.Namespace, use.Name)).Distinct()];
        Images = [.. Pod.Spec.AllContainers.Select(container => container.Image).Distinct(StringComparer.Ordinal)];
        Repositories = [.. Images.Select(ImageReference.RepositoryOf).Distinct(StringComparer.Ordinal)];
    }

    internal IReadOnlyList<ContainerStatus> StatusesOf(bool init) =>
        init ? Pod.Status.InitContainerStatuses : Pod.Status.ContainerStatuses;
}
