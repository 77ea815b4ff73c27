using System.Globalization;
using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Kubernetes.ControlPlane;

/// <summary>A cluster of a few small objects through the projection of the control plane, on a clock that only tests move.</summary>
internal sealed class PlaneRig
{
    private readonly FakeTimeProvider _time = new(TestCluster.Start);
    private readonly LiveWindow _window;
    private readonly ClusterProjector _projector;
    private readonly ClusterCache _cache;
    private readonly IObjectSink<SystemLease> _leases;
    private readonly IObjectSink<ApiService> _services;
    private readonly IObjectSink<ValidatingWebhooks> _webhooks;
    private int _version;

    public PlaneRig(params string[] unlisted)
    {
        _window = new LiveWindow(_time);
        _cache = new ClusterCache(Cluster, _time, text => text, new KubernetesOptions());
        (_leases, _services, _webhooks) = (_cache.Shelf<SystemLease>(), _cache.Shelf<ApiService>(), _cache.Shelf<ValidatingWebhooks>());
        _projector = new ClusterProjector(_cache, _window, [new ControlPlaneProjection()]);
        foreach (var stream in ((string[])[Streams.Deployments, Streams.StatefulSets, Streams.DaemonSets, Streams.ReplicaSets, Streams.Pods, Streams.Nodes, Streams.ApiServices]).Except(unlisted))
            _projector.Inlet.Complete(Cluster.Scope, stream);
    }

    private static Resource Cluster { get; } = new(Kinds.Cluster, "c1", "", "c1", "ap-south-1");

    public void To(double seconds) => _time.SetUtcNow(TestCluster.Start.AddSeconds(seconds));

    /// <summary>A list of kube-system's leases comes in: name, holder, and a text that stands for the time of renewal.</summary>
    public void Leases(params (string Name, string Holder, string Renewed)[] leases) => _leases.Replace([.. leases.Select(lease => new SystemLease
    {
        Metadata = new ObjectMeta { Name = lease.Name, Namespace = "kube-system", Uid = lease.Name, ResourceVersion = $"{++_version}" },
        Spec = new SystemLeaseSpec { HolderIdentity = lease.Holder, RenewTime = lease.Renewed },
    })]);

    public void Put(object shape, WatchKind kind = WatchKind.Modified)
    {
        var node = JsonSerializer.SerializeToNode(shape)!.AsObject();
        var meta = node["metadata"]!.AsObject();
        meta["namespace"] ??= "shop";
        meta["uid"] ??= $"uid-{node["kind"]}-{meta["name"]}";
        meta["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        switch ((string?)node["kind"])
        {
            case "Pod": Give(ResourceTypes.Pods, _cache.Pods); break;
            case "Deployment": Give(ResourceTypes.Deployments, _cache.Deployments); break;
            case "ReplicaSet": Give(ResourceTypes.ReplicaSets, _cache.ReplicaSets); break;
            case "Event": Give(ResourceTypes.Events, _cache.Events); break;
            case "Node": Give(ResourceTypes.Nodes, _cache.Nodes); break;
            case "APIService": meta["namespace"] = ""; Give(ControlPlaneTypes.ApiServices, _services); break;
            case "ValidatingWebhookConfiguration": meta["namespace"] = ""; Give(ControlPlaneTypes.Validating, _webhooks); break;
            case var other: throw new ArgumentException($"no such kind: {other}", nameof(shape));
        }

        void Give<T>(ResourceType<T> type, IObjectSink<T> sink)
            where T : class, IKubernetesObject => sink.Apply(kind, node.Deserialize(type.Json)!);
    }

    public Reading Read(Signal signal)
    {
        _projector.Project(Moment.Of(_time));
        return _window.Freeze(Moment.Of(_time)).Read(signal, Cluster);
    }
}
