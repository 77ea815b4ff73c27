using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.ControlPlane;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>Tells controllers which of their objects to look at. An object waits at most once.</summary>
internal sealed class WorkQueue
{
    private readonly HashSet<(ApiKind Kind, string Key)> _waiting = [];
    private readonly HashSet<(ApiKind Kind, string Key)> _left = [];
    private readonly Dictionary<ApiKind, IController> _controllers;
    private readonly SimCluster _cluster;

    public WorkQueue(SimCluster cluster)
    {
        _cluster = cluster;
        _controllers = new Dictionary<ApiKind, IController>
        {
            [ApiKinds.Deployments] = new DeploymentController(cluster),
            [ApiKinds.ReplicaSets] = new ReplicaSetController(cluster),
            [ApiKinds.StatefulSets] = new StatefulSetController(cluster),
            [ApiKinds.DaemonSets] = new DaemonSetController(cluster),
            [ApiKinds.Jobs] = new JobController(cluster),
            [ApiKinds.Pods] = new Scheduler(cluster),
            [ApiKinds.Services] = new EndpointSliceController(cluster),
        };
    }

    public void Apply(Change change)
    {
        if (change.Type != ChangeType.Deleted)
            Touch(change.Object.Kind, change.Object.Key, TimeSpan.FromMilliseconds(20));
        if (change.Object.Kind == ApiKinds.Pods)
        {
            foreach (var service in EndpointSliceController.ServicesOf(_cluster.Store, change.Object))
                Touch(ApiKinds.Services, service.Key, TimeSpan.FromMilliseconds(100));
        }

        foreach (var owner in change.Object.Json.Items("metadata", "ownerReferences"))
        {
            if (ApiKinds.Named(owner.Text("kind")) is { } kind && owner.Text("name") is { } name)
                Touch(kind, StoredObject.KeyOf(change.Object.Namespace, name), TimeSpan.FromMilliseconds(30));
        }
    }

    public void Touch(ApiKind kind, string key, TimeSpan delay)
    {
        if (!_controllers.TryGetValue(kind, out var controller) || !_waiting.Add((kind, key)))
            return;
        _cluster.Agenda.After(delay, () =>
        {
            _waiting.Remove((kind, key));
            if (_cluster.Plane.Stands(kind == ApiKinds.Pods ? Plane.Scheduler : Plane.Controllers))
                _left.Add((kind, key));
            else if (_cluster.Store.Find(kind, key) is { } item)
                controller.Reconcile(item);
        });
    }

    /// <summary>Looks at what was left undone while a leader stood still.</summary>
    public void Resume()
    {
        var left = _left.ToList();
        _left.Clear();
        foreach (var (kind, key) in left)
            Touch(kind, key, TimeSpan.FromMilliseconds(100));
    }

    /// <summary>Looks again later even if nothing changes; for deadlines.</summary>
    public void Recheck(ApiKind kind, string key, TimeSpan delay) =>
        _cluster.Agenda.After(delay, () => Touch(kind, key, TimeSpan.Zero));
}
