using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>
/// All that is known of a cluster's objects, with indexes. Not safe to share: whoever reads or writes holds the lock of
/// <see cref="ClusterCache"/>, and so sees one consistent picture.
/// </summary>
public sealed class ClusterState
{
    private readonly Dictionary<WorkloadKey, Workload> _workloads = [];
    private readonly HashSet<Workload> _touched = [];
    private readonly List<Happening> _happenings = [];
    private readonly Dictionary<Type, object> _shelves = [];

    internal ClusterState(Resource cluster, Func<string, string> clean, KubernetesOptions options)
    {
        Cluster = cluster;
        Clean = clean;
        Production = new ProductionNames(options.NotProductionInForce);
        Dependencies = options.Dependencies;
        ConfigMaps = new ConfigMapLog(new ValueKeeper(clean), name => OptedIn(name, options));
    }

    /// <summary>The resource of the cluster itself.</summary>
    public Resource Cluster { get; }

    /// <summary>Redacts and caps text from outside.</summary>
    public Func<string, string> Clean { get; }

    public ProductionNames Production { get; }

    /// <summary>Calls between workloads that the configuration declares.</summary>
    public IReadOnlyList<string> Dependencies { get; }

    public ConfigMapLog ConfigMaps { get; }

    public EventLog Events { get; } = new();

    public PodIndex<string> PodsByNode { get; } = new();

    /// <summary>Pods by the image of any of their containers, as it stands in the spec.</summary>
    public PodIndex<string> PodsByImage { get; } = new();

    /// <summary>Pods by registry and repository of any of their images.</summary>
    public PodIndex<string> PodsByRepository { get; } = new();

    public PodIndex<ObjectKey> PodsByConfigMap { get; } = new();

    /// <summary>Pods with an image that could not be pulled and has not started since.</summary>
    public IReadOnlyCollection<PodEntry> PullFailures => PullFailing;

    public IReadOnlyCollection<Workload> Workloads => _workloads.Values;

    internal Dictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, KubeNamespace> Namespaces { get; } = new(StringComparer.Ordinal);

    internal bool NamespacesListed { get; set; }

    internal Dictionary<ObjectKey, PodEntry> Pods { get; } = [];

    internal Dictionary<string, PodEntry> PodsByUid { get; } = new(StringComparer.Ordinal);

    internal HashSet<PodEntry> PullFailing { get; } = [];

    internal Dictionary<ObjectKey, ReplicaSet> ReplicaSets { get; } = [];

    internal Dictionary<ObjectKey, Job> Jobs { get; } = [];

    /// <summary>Pods by the ReplicaSet or Job that made them, to bring them home when that owner becomes known.</summary>
    internal PodIndex<(string Kind, ObjectKey Owner)> PodsByMaker { get; } = new();

    /// <summary>All nodes that are known.</summary>
    public IReadOnlyCollection<Node> AllNodes => Nodes.Values;

    /// <summary>The objects of a kind that has no index of its own. Empty until its stream delivers: ask the coverage whether that means anything.</summary>
    public Shelf<T> Shelf<T>() where T : class, IKubernetesObject
    {
        if (!_shelves.TryGetValue(typeof(T), out var shelf))
            _shelves[typeof(T)] = shelf = new Shelf<T>();
        return (Shelf<T>)shelf;
    }

    /// <summary>A node by name, or null when it is not known.</summary>
    public Node? Node(string name) => Nodes.GetValueOrDefault(name);

    /// <summary>A workload by key, or null.</summary>
    public Workload? Find(WorkloadKey key) => _workloads.GetValueOrDefault(key);

    internal Workload Get(WorkloadKey key)
    {
        if (!_workloads.TryGetValue(key, out var workload))
            _workloads[key] = workload = new Workload(key, Cluster.Sibling(key.Kind, key.Name, key.Namespace));
        return workload;
    }

    internal void Touch(Workload? workload)
    {
        if (workload is not null)
            _touched.Add(workload);
    }

    internal void Happened(Happening happening) => _happenings.Add(happening);

    /// <summary>The workloads that something happened to since the last call. Those of which nothing is left are forgotten.</summary>
    internal IReadOnlyCollection<Workload> TakeTouched()
    {
        if (_touched.Count == 0)
            return [];
        var taken = _touched.ToArray();
        _touched.Clear();
        foreach (var workload in taken)
        {
            if (workload.Empty)
                _workloads.Remove(workload.Key);
        }

        return taken;
    }

    internal IReadOnlyList<Happening> TakeHappenings()
    {
        if (_happenings.Count == 0)
            return [];
        var taken = _happenings.ToArray();
        _happenings.Clear();
        return taken;
    }

    private bool? OptedIn(string name, KubernetesOptions options)
    {
        if (options.ConfigMapValueNamespaces.Contains(name, StringComparer.Ordinal))
            return true;
        const string word = "apnakart.watch/snapshot";
        if (Namespaces.TryGetValue(name, out var found))
            return found.Metadata.Labels.GetValueOrDefault(word) == "true" || found.Metadata.Annotations.GetValueOrDefault(word) == "true";
        return NamespacesListed ? false : null;
    }
}
