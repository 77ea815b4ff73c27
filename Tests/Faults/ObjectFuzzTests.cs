using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using ApnaKart.Watch.Tests.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>Spoilt objects through parsing, cache, projections and rules: whatever comes, nothing breaks but the parsing, and that in one way only.</summary>
public sealed class ObjectFuzzTests
{
    [Xunit.Theory]
    [Xunit.InlineData(1)]
    [Xunit.InlineData(20_261_125)]
    public void No_spoilt_object_breaks_more_than_its_own_parsing(int seed)
    {
        var random = new Random(seed);
        var mutation = new Mutation(random);
        var sound = Sound();
        var (cluster, refused, taken) = (new Cluster(), 0, 0);
        sound.ShouldAllBe(one => cluster.Take(one.Kind, WatchKind.Modified, one.Node.ToJsonString(default)));
        for (var round = 1; round <= 2_000; round++)
        {
            var (kind, node) = sound[random.Next(sound.Count)];
            var text = mutation.Of(node);
            try
            {
                if (cluster.Take(kind, random.Next(12) == 0 ? WatchKind.Deleted : WatchKind.Modified, text))
                    taken++;
                else
                    refused++;
                if (round % 5 == 0)
                    cluster.Judge();
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                throw new InvalidOperationException($"{kind}: {error.GetType().Name}: {error.Message}\n{text}", error);
            }

            // Fresh now and then, so that one spoilt neighbour does not hide what another would do.
            if (round % 60 == 0)
                cluster = new Cluster();
        }

        (refused, taken).ShouldSatisfyAllConditions(one => one.refused.ShouldBeGreaterThan(300), one => one.taken.ShouldBeGreaterThan(700));
    }

    private static List<(string Kind, JsonNode Node)> Sound()
    {
        var end = Shapes.End(-70, -61, message: "FATAL configuration error: LEVEL: unknown level \"x\"");
        object[] shapes =
        [
            Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", "back-off 40s", 4, end), ready: false),
            Shapes.Pod("web-a-2", Shapes.Running(restarts: 2, last: end), ready: false),
            Shapes.Pod("web-a-3", Shapes.Waiting("ErrImagePull", $"failed to resolve reference \"{Shapes.Image}\": 403 Forbidden"), ready: false),
            Shapes.Pod("web-a-4", Shapes.Waiting("CreateContainerConfigError", "configmap \"web-config\" not found"), ready: false),
            Shapes.Pod("alone", Shapes.Ended(end, 1), "", "", ready: false),
            Shapes.Deployment(revision: 2), Shapes.ReplicaSet("web-a", revision: 2, created: -100), Shapes.ReplicaSet("web-b", revision: 1, template: Shapes.Template("registry.example/shop/web:0")),
            Shapes.ConfigMap("web-config", new() { ["LEVEL"] = "x", ["application.properties"] = "a=1" }, changed: -90), Shapes.ConfigMap("web-config", new() { ["LEVEL"] = "y" }, changed: -30),
            Shapes.Event("Killing", "web-a-2", "Container web failed liveness probe, will be restarted", -80, -62), Shapes.Event("FailedMount", "web-a-4", "configmap \"web-config\" not found", -80, -2, uid: "e2"),
            Shapes.Node("node-1", pressure: "DiskPressure"),
        ];
        var all = shapes.Select(shape => JsonSerializer.SerializeToNode(shape)!).Select(node => ((string)node["kind"]!, node)).ToList();
        foreach (var node in all.Where(one => one.Item1 == "Pod").Select(one => one.node))
            node["spec"]!["containers"]![0]!["startupProbe"] = new JsonObject { ["periodSeconds"] = 10, ["failureThreshold"] = 3, ["initialDelaySeconds"] = 1 };
        foreach (var (kind, node) in all.ToList().Where(one => one.Item1 == "Deployment"))
        {
            foreach (var other in (string[])["StatefulSet", "DaemonSet"])
                all.Add((other, node.DeepClone()));
        }

        return all;
    }

    /// <summary>A cluster whose projector may not meet one fault, not even one that it would survive.</summary>
    private sealed class Cluster : ILogger
    {
        private readonly FakeTimeProvider _time = new(TestCluster.Start);
        private readonly LiveWindow _window;
        private readonly ClusterCache _cache;
        private readonly ClusterProjector _projector;
        private int _version;

        public Cluster()
        {
            _window = new LiveWindow(_time);
            var scope = Replay.Scope;
            _cache = new ClusterCache(new Resource(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region), _time, text => SafeText.Clean(text), new KubernetesOptions { ConfigMapValueNamespaces = ["shop"] });
            _projector = new ClusterProjector(_cache, _window, null, this);
        }

        /// <returns>False when it could not be parsed.</returns>
        public bool Take(string kind, WatchKind change, string text) => kind switch
        {
            "Pod" => Take(ResourceTypes.Pods, _cache.Pods, change, text),
            "Deployment" => Take(ResourceTypes.Deployments, _cache.Deployments, change, text),
            "ReplicaSet" => Take(ResourceTypes.ReplicaSets, _cache.ReplicaSets, change, text),
            "StatefulSet" => Take(ResourceTypes.StatefulSets, _cache.StatefulSets, change, text),
            "DaemonSet" => Take(ResourceTypes.DaemonSets, _cache.DaemonSets, change, text),
            "ConfigMap" => Take(ResourceTypes.ConfigMaps, _cache.ConfigMaps, change, text),
            "Event" => Take(ResourceTypes.Events, _cache.Events, change, text),
            "Node" => Take(ResourceTypes.Nodes, _cache.Nodes, change, text),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        public void Judge()
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _projector.Project(Moment.Of(_time));
            var (signals, _) = _window.Take(Moment.Of(_time));
            Course.Engine().Pass(signals, null);
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException($"the projector met a fault: {exception}", exception);

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        private bool Take<T>(ResourceType<T> type, IObjectSink<T> sink, WatchKind change, string text)
            where T : class, IKubernetesObject
        {
            T item;
            try
            {
                item = Identified(text) is { } named ? JsonSerializer.Deserialize(named, type.Json)! : JsonSerializer.Deserialize(text, type.Json)!;
            }
            catch (JsonException)
            {
                return false;
            }

            // What has no name the client refuses before.
            if (item?.Metadata is not { Name.Length: > 0 })
                return false;
            sink.Apply(change, item);
            return true;
        }

        /// <summary>With a namespace, a uid and a version of its own, as the server gives them.</summary>
        private string? Identified(string text)
        {
            try
            {
                if (JsonNode.Parse(text) is not JsonObject root || root["metadata"] is not JsonObject meta)
                    return null;
                meta["namespace"] ??= "shop";
                meta["uid"] ??= $"uid-{root["kind"]}-{meta["name"]}";
                meta["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
                return root.ToJsonString();
            }
            catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
            {
                return null; // No JSON, a member twice, or half a character: the parser is to say so.
            }
        }
    }
}
