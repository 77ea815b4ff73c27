using System.Globalization;
using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Iam;
using ApnaKart.Watch.Collectors.Kubernetes.Network;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

/// <summary>A cluster made of a few small objects, on a clock that only tests move.</summary>
internal sealed class TestCluster
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly ClusterProjector _projector;
    private readonly IObjectSink<Service> _services;
    private readonly IObjectSink<EndpointSlice> _slices;
    private readonly IObjectSink<NetworkPolicy> _policies;
    private int _version;

    public TestCluster(params string[] valueNamespaces)
    {
        Window = new LiveWindow(_time);
        Cache = new ClusterCache(new Resource(Kinds.Cluster, "c1", "", "c1", "ap-south-1"), _time, text => text, new KubernetesOptions { ConfigMapValueNamespaces = valueNamespaces });
        _projector = new ClusterProjector(Cache, Window, ClusterPipeline.NewProjections());
        (_services, _slices, _policies) = (Cache.Shelf<Service>(), Cache.Shelf<EndpointSlice>(), Cache.Shelf<NetworkPolicy>());
    }

    public ClusterCache Cache { get; }

    public LiveWindow Window { get; }

    public Moment Now => Moment.Of(_time);

    /// <summary>A time as the API writes it.</summary>
    /// <param name="seconds">Since the start; may be negative.</param>
    public static string At(double seconds) => Start.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Moves both clocks on to a second since the start.</summary>
    public void To(double seconds) => _time.SetUtcNow(Start.AddSeconds(seconds));

    /// <summary>Says that the first complete lists of these streams are in.</summary>
    public TestCluster Listed(params string[] streams)
    {
        foreach (var stream in streams)
            _projector.Inlet.Complete(Cache.Scope, stream);
        return this;
    }

    public void Put(object shape) => Apply(WatchKind.Modified, shape);

    /// <summary>Delivers a complete list.</summary>
    public void Fill<T>(ResourceType<T> type, IObjectSink<T> sink, IEnumerable<object> shapes)
        where T : class, IKubernetesObject => sink.Replace([.. shapes.Select(shape => Named(shape).Deserialize(type.Json)!)]);

    public void Delete(object shape) => Apply(WatchKind.Deleted, shape);

    public static Resource Resource(string name, string kind = Kinds.Deployment) => new(kind, name, "shop", "c1", "ap-south-1");

    /// <summary>Projects what there is to project, and takes a picture.</summary>
    public FrozenSignals See()
    {
        _projector.Project(Now);
        return Window.Freeze(Now);
    }

    public Reading Read(Signal signal, string name = "web", string kind = Kinds.Deployment) => See().Read(signal, Resource(name, kind));

    private System.Text.Json.Nodes.JsonObject Named(object shape)
    {
        var node = JsonSerializer.SerializeToNode(shape)!.AsObject();
        var meta = node["metadata"]!.AsObject();
        meta["namespace"] ??= "shop";
        meta["uid"] ??= $"uid-{node["kind"]}-{meta["name"]}";
        meta["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        return node;
    }

    private void Apply(WatchKind kind, object shape)
    {
        var node = Named(shape);
        switch ((string?)node["kind"])
        {
            case "Pod": To(ResourceTypes.Pods, Cache.Pods); break;
            case "Deployment": To(ResourceTypes.Deployments, Cache.Deployments); break;
            case "ReplicaSet": To(ResourceTypes.ReplicaSets, Cache.ReplicaSets); break;
            case "StatefulSet": To(ResourceTypes.StatefulSets, Cache.StatefulSets); break;
            case "DaemonSet": To(ResourceTypes.DaemonSets, Cache.DaemonSets); break;
            case "Job": To(ResourceTypes.Jobs, Cache.Jobs); break;
            case "ConfigMap": To(ResourceTypes.ConfigMaps, Cache.ConfigMaps); break;
            case "Event": To(ResourceTypes.Events, Cache.Events); break;
            case "ServiceAccount": To(IamTypes.ServiceAccounts, Cache.Shelf<ServiceAccount>()); break;
            case "Node": To(ResourceTypes.Nodes, Cache.Nodes); break;
            case "Namespace": To(ResourceTypes.Namespaces, Cache.Namespaces); break;
            case "Service": To(NetworkTypes.Services, _services); break;
            case "EndpointSlice": To(NetworkTypes.EndpointSlices, _slices); break;
            case "NetworkPolicy": To(NetworkTypes.NetworkPolicies, _policies); break;
            case var other: throw new ArgumentException($"no such kind: {other}", nameof(shape));
        }

        void To<T>(ResourceType<T> type, IObjectSink<T> sink)
            where T : class, IKubernetesObject => sink.Apply(kind, node.Deserialize(type.Json)!);
    }
}
