using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.ControlPlane;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>One simulated cluster: its objects, and what keeps them moving. Everything that changes it goes through its gate.</summary>
public sealed class SimCluster
{
    private static readonly ApiKind[] WithGeneration = [ApiKinds.Deployments, ApiKinds.ReplicaSets, ApiKinds.StatefulSets, ApiKinds.DaemonSets];

    private readonly Lock _gate = new();
    private readonly OwnerIndex _owners = new();

    internal SimCluster(EstateSeed estate, ClusterSeed seed, DateTimeOffset start)
    {
        Seed = seed;
        Estate = estate;
        Agenda = new Agenda(start);
        Dice = new Dice(estate.Seed ^ (int)Dice.Hash(seed.Name));
        Events = new EventRecorder(this);
        Registry = new ImageRegistry(Dice);
        Kubelet = new PodLife(this);
        Nodes = new NodeFleet(this);
        Plane = new Plane(this);
        Admission = new Admission(this);
        Iam = new Iam.SimulatedIam(this);
        Metrics = new Metrics.MetricsServer(this);
        Queue = new WorkQueue(this);
        Store.OnChange = change =>
        {
            _owners.Apply(change);
            Queue.Apply(change);
        };
    }

    public string Name => Seed.Name;

    public ClusterSeed Seed { get; }

    public ObjectStore Store { get; } = new();

    /// <summary>Faults of its API, none at first.</summary>
    public ApiFaults Faults { get; } = new();

    /// <summary>What its metrics API is served from.</summary>
    public Metrics.MetricsServer Metrics { get; }

    internal Iam.SimulatedIam Iam { get; }

    internal EstateSeed Estate { get; }

    internal Agenda Agenda { get; }

    internal Dice Dice { get; }

    internal EventRecorder Events { get; }

    internal ImageRegistry Registry { get; }

    internal PodLife Kubelet { get; }

    internal NodeFleet Nodes { get; }

    /// <summary>Whether its store hangs.</summary>
    public bool StoreStands => Plane.StoreStands;

    /// <summary>Whether one of its API servers is about to be replaced.</summary>
    public bool Draining => Plane.Draining;

    internal WorkQueue Queue { get; }

    internal Plane Plane { get; }

    internal Admission Admission { get; }

    /// <summary>Workloads and ConfigMaps (namespace/name) that ordinary life leaves alone because an outage plays there.</summary>
    internal HashSet<string> Held { get; } = new(StringComparer.Ordinal);

    internal DateTimeOffset Now => Agenda.Now;

    /// <summary>Lets time pass up to a moment.</summary>
    public void Advance(DateTimeOffset time)
    {
        lock (_gate)
        {
            // A store that hangs takes nothing in; all that waits is done at once when it goes on.
            if (!Plane.StoreStands)
                Agenda.RunUntil(time);
        }
    }

    /// <summary>Does something while nothing else moves.</summary>
    internal T Inside<T>(Func<T> action)
    {
        lock (_gate)
            return action();
    }

    internal StoredObject Create(ApiKind kind, JsonObject json)
    {
        var meta = json.Child("metadata");
        meta["uid"] ??= Dice.Uid();
        meta["creationTimestamp"] ??= Times.Seconds(Now);
        if (WithGeneration.Contains(kind))
            meta["generation"] ??= 1;
        if (kind == ApiKinds.Pods)
            Iam.Inject(json);
        return Store.Put(kind, json);
    }

    /// <summary>Changes an object; one that comes out the same is not written. A changed spec counts its generation up.</summary>
    internal StoredObject? Update(ApiKind kind, string key, Action<JsonObject> change)
    {
        if (Store.Find(kind, key) is not { } before)
            return null;
        var json = before.Json.Copy();
        change(json);
        if (JsonPaths.Same(json, before.Json))
            return before;
        if (WithGeneration.Contains(kind) && !JsonPaths.Same(json["spec"], before.Json["spec"]))
            json.Child("metadata")["generation"] = (before.Json.Number("metadata", "generation") ?? 0) + 1;
        return Store.Put(kind, json);
    }

    /// <summary>The objects of a kind that an owner controls, in order of their keys.</summary>
    internal IReadOnlyList<StoredObject> Owned(ApiKind kind, string uid) =>
        [.. _owners.Keys(kind, uid).Select(key => Store.Find(kind, key)).OfType<StoredObject>()];
}
