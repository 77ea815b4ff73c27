using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Iam;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Scenarios;

namespace ApnaKart.Watch.Tests.Sandbox;

/// <summary>The simulated cluster <c>prod</c> seen through cache, projections, window and engine, without the HTTP between: a second of it takes milliseconds.</summary>
internal sealed class Watched
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Play _play;
    private readonly ClusterCache _cache;
    private readonly LiveWindow _window;
    private readonly ClusterProjector _projector;
    private readonly ScenarioEngine _engine;
    private readonly List<Action<int>> _streams = [];
    private int _second;

    public Watched(Play play)
    {
        _play = play;
        var scope = new Scope("ap-south-1", "prod");
        _cache = new ClusterCache(new Resource(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region), play.Time, text => text, new KubernetesOptions());
        _window = new LiveWindow(play.Time);
        _projector = new ClusterProjector(_cache, _window, ClusterPipeline.NewProjections());
        _engine = new ScenarioEngine([.. SeedFiles.Catalog.Seeds.Select(seed => (seed, Signatures.All.FirstOrDefault(one => one.Number == seed.Number)))], SeedFiles.Catalog.Scoring, [scope]);
        Add(ApiKinds.Namespaces, ResourceTypes.Namespaces, _cache.Namespaces);
        Add(ApiKinds.Nodes, ResourceTypes.Nodes, _cache.Nodes);
        Add(ApiKinds.Deployments, ResourceTypes.Deployments, _cache.Deployments);
        Add(ApiKinds.ReplicaSets, ResourceTypes.ReplicaSets, _cache.ReplicaSets);
        Add(ApiKinds.StatefulSets, ResourceTypes.StatefulSets, _cache.StatefulSets);
        Add(ApiKinds.DaemonSets, ResourceTypes.DaemonSets, _cache.DaemonSets);
        Add(ApiKinds.Jobs, ResourceTypes.Jobs, _cache.Jobs);
        Add(ApiKinds.Pods, ResourceTypes.Pods, _cache.Pods);
        Add(ApiKinds.ConfigMaps, ResourceTypes.ConfigMaps, _cache.ConfigMaps);
        Add(ApiKinds.Events, ResourceTypes.Events, _cache.Events);
        Add(ApiKinds.ServiceAccounts, IamTypes.ServiceAccounts, _cache.Shelf<ServiceAccount>());
        Add(ApiKinds.Leases, NodeLeases.Type, _cache.Shelf<NodeLease>(), Streams.NodeLeases, every: 10);
    }

    public Scope Scope => _cache.Scope;

    /// <summary>The engine's word after another second.</summary>
    public EngineReport Next()
    {
        _play.Live(TimeSpan.FromSeconds(1));
        foreach (var stream in _streams)
            stream(_second);
        _second++;
        var now = Moment.Of(_play.Time);
        _projector.Project(now);
        return _engine.Pass(_window.Freeze(now), _window.TakeTouched());
    }

    private void Add<T>(ApiKind kind, ResourceType<T> type, IObjectSink<T> sink, string? stream = null, int every = 1)
        where T : class, IKubernetesObject
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        var objects = new Dictionary<string, T>(StringComparer.Ordinal);
        _streams.Add(second =>
        {
            if (second % every != 0)
                return;
            var items = _play.Prod.Store.Read(kind).Items;
            foreach (var item in items.Where(item => known.GetValueOrDefault(item.Key) != item.Version))
                (known[item.Key], objects[item.Key]) = (item.Version, JsonSerializer.Deserialize(item.Body.Span, type.Json)!);
            sink.Replace([.. items.Where(item => kind != ApiKinds.Pods || item.Field("status.phase") != "Succeeded").Select(item => objects[item.Key])]);
            _window.Alive(Scope, stream ?? type.Plural, Interval * every);
            _projector.Inlet.Complete(Scope, stream ?? type.Plural);
        });
    }
}
