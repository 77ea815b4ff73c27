using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>
/// The objects of one cluster. Each stream delivers into its own sink; all of them, and whoever reads, take turns, so that
/// a reader sees one consistent picture. Deliveries told twice change nothing.
/// </summary>
public sealed class ClusterCache
{
    private readonly Lock _gate = new();
    private readonly ClusterState _state;
    private readonly TimeProvider _time;

    /// <param name="cluster">The resource of the cluster, with its region and account.</param>
    /// <param name="clean">Redacts and caps text from outside.</param>
    public ClusterCache(Resource cluster, TimeProvider time, Func<string, string> clean, KubernetesOptions options)
    {
        Scope = cluster.Scope;
        _time = time;
        _state = new ClusterState(cluster, clean, options);
        Pods = new ObjectTable<Pod>(_gate, time, new PodIntake(_state));
        Events = new EventSink(_gate, _state);
        Deployments = new ObjectTable<Deployment>(_gate, time, new OwnerIntake<Deployment>(_state, Kinds.Deployment, item => item.Spec, item => item.Status));
        StatefulSets = new ObjectTable<StatefulSet>(_gate, time, new OwnerIntake<StatefulSet>(_state, Kinds.StatefulSet, item => item.Spec, item => item.Status));
        DaemonSets = new ObjectTable<DaemonSet>(_gate, time, new OwnerIntake<DaemonSet>(_state, Kinds.DaemonSet, item => item.Spec, item => item.Status));
        ReplicaSets = new ObjectTable<ReplicaSet>(_gate, time, new ReplicaSetIntake(_state));
        Jobs = new ObjectTable<Job>(_gate, time, new JobIntake(_state));
        ConfigMaps = new ObjectTable<ConfigMap>(_gate, time, new ConfigMapIntake(_state));
        Nodes = new ObjectTable<Node>(_gate, time, new NodeIntake(_state));
        Namespaces = new ObjectTable<KubeNamespace>(_gate, time, new NamespaceIntake(_state));
    }

    /// <summary>The cluster that the objects are of.</summary>
    public Scope Scope { get; }

    internal Moment Now => Moment.Of(_time);

    public IObjectSink<Pod> Pods { get; }
    public IObjectSink<KubeEvent> Events { get; }
    public IObjectSink<Deployment> Deployments { get; }
    public IObjectSink<ReplicaSet> ReplicaSets { get; }
    public IObjectSink<StatefulSet> StatefulSets { get; }
    public IObjectSink<DaemonSet> DaemonSets { get; }
    public IObjectSink<Job> Jobs { get; }
    public IObjectSink<ConfigMap> ConfigMaps { get; }
    public IObjectSink<Node> Nodes { get; }
    public IObjectSink<KubeNamespace> Namespaces { get; }

    /// <summary>Where objects of a kind go that has no index of its own.</summary>
    public IObjectSink<T> Shelf<T>() where T : class, IKubernetesObject => new ObjectTable<T>(_gate, _time, _state.Shelf<T>());

    /// <summary>Reads while nothing changes. Keep it short, and take no references out that are read later.</summary>
    public T Read<T>(Func<ClusterState, T> read)
    {
        lock (_gate)
            return read(_state);
    }
}
