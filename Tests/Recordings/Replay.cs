using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;
using ApnaKart.Watch.Collectors.Kubernetes.Iam;
using ApnaKart.Watch.Collectors.Kubernetes.Network;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>One second of a recording.</summary>
/// <param name="Touched">What has other values than a second before.</param>
public sealed record ReplayTick(Moment Now, FrozenSignals Signals, IReadOnlyCollection<Resource> Touched);

/// <summary>
/// Plays a recorded incident into the cache, the projections and the live window, with the recorded times for a clock.
/// Kinds that were not recorded count as listed and empty, so that what is judged from all owners can be judged.
/// </summary>
public sealed class Replay
{
    public static readonly Scope Scope = new("ap-south-1", "recorded");

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, Action<string, JsonElement>> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly ClusterProjector _projector;
    private readonly IObjectSink<MetricsAnswer> _metrics;
    private readonly RecordedLadder _ladder;
    private readonly IObjectSink<SystemLease> _leases;
    private readonly IObjectSink<NodeLease> _nodeLeases;
    private readonly List<Line> _lines;

    private Replay(List<Line> lines, KubernetesOptions options)
    {
        _lines = lines;
        _time.SetUtcNow(lines[0].Time);
        Window = new LiveWindow(_time);
        Cache = new ClusterCache(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region), _time, Clean, options);
        _metrics = Cache.Shelf<MetricsAnswer>();
        _ladder = new RecordedLadder(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region));
        _projector = new ClusterProjector(Cache, Window, ClusterPipeline.NewProjections());
        _nodeLeases = Cache.Shelf<NodeLease>();
        Add(ResourceTypes.Pods, Cache.Pods);
        Add(ResourceTypes.Events, Cache.Events);
        Add(ResourceTypes.Deployments, Cache.Deployments);
        Add(ResourceTypes.ReplicaSets, Cache.ReplicaSets);
        Add(ResourceTypes.StatefulSets, Cache.StatefulSets);
        Add(ResourceTypes.DaemonSets, Cache.DaemonSets);
        Add(ResourceTypes.Jobs, Cache.Jobs);
        Add(ResourceTypes.ConfigMaps, Cache.ConfigMaps);
        Add(ResourceTypes.Nodes, Cache.Nodes);
        Add(ResourceTypes.Namespaces, Cache.Namespaces);
        Add(AutoscalingTypes.Hpas, Cache.Shelf<Hpa>());
        Add(ControlPlaneTypes.ApiServices, Cache.Shelf<ApiService>());
        Add(ControlPlaneTypes.Validating, Cache.Shelf<ValidatingWebhooks>());
        Add(ControlPlaneTypes.Mutating, Cache.Shelf<MutatingWebhooks>());
        _leases = Cache.Shelf<SystemLease>();
        Add(IamTypes.ServiceAccounts, Cache.Shelf<ServiceAccount>());
        Add(NetworkTypes.Services, Cache.Shelf<Service>());
        Add(NetworkTypes.EndpointSlices, Cache.Shelf<EndpointSlice>());
        Add(NetworkTypes.NetworkPolicies, Cache.Shelf<NetworkPolicy>());
    }

    public LiveWindow Window { get; }

    public ClusterCache Cache { get; }

    /// <summary>The recording of a name, or null when the fixtures are absent.</summary>
    public static string? File(string name) => Fixtures.Path("kubernetes", "recorded-v1.32", $"{name}.ndjson.gz");

    /// <summary>Plays a whole recording.</summary>
    /// <param name="eachSecond">Called at every full second of recorded time.</param>
    /// <param name="options">Null: values of the ConfigMaps are kept nowhere.</param>
    /// <param name="after">How long the clock runs on after the last line, with nothing new but passed probes.</param>
    public static Replay Run(string file, Action<ReplayTick> eachSecond, KubernetesOptions? options = null, TimeSpan after = default)
    {
        var replay = new Replay(Read(file), options ?? new KubernetesOptions());
        replay.Play(eachSecond, after);
        return replay;
    }

    private void Play(Action<ReplayTick> eachSecond, TimeSpan after)
    {
        foreach (var stream in _streams.Keys.Except(_lines.Select(line => line.Resource), StringComparer.Ordinal))
            Listed(stream);
        Window.Complete(Scope, Streams.Probe);
        var next = _lines[0].Time + TimeSpan.FromSeconds(1);
        foreach (var line in _lines)
        {
            for (; next <= line.Time; next += TimeSpan.FromSeconds(1))
                Tick(next, eachSecond);
            To(line.Time);
            Take(line);
            _projector.Project(Moment.Of(_time));
        }

        var end = next + after;
        for (; next <= end; next += TimeSpan.FromSeconds(1))
        {
            if (next > _lines[^1].Time + Interval)
                Passed();
            Tick(next, eachSecond);
        }
    }

    private void Take(Line line)
    {
        if (line.Type == "POLL")
        {
            Poll(line);
        }
        else if (_streams.TryGetValue(line.Resource, out var take))
        {
            if (line.Type == "ERROR")
            {
                Broken(line);
                return;
            }

            take(line.Type, line.Object);
            if (Moves(line))
                Listed(line.Resource, line.Type == "LIST");
        }
    }

    /// <summary>Bookmarks go on while the store hangs, and repeat themselves: they prove a connection, and nothing more.</summary>
    private bool Moves(Line line)
    {
        var place = line.Object.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
        var moved = line.Type != "BOOKMARK" || _places.GetValueOrDefault(line.Resource) != place;
        _places[line.Resource] = place;
        return moved;
    }

    /// <summary>A watch that ends cleanly is opened again at once; any other error leaves it closed until it delivers again.</summary>
    private void Broken(Line line)
    {
        if (line.Object.TryGetProperty("class", out var kind) && kind.GetString() is "eof" or "closed-by-client")
            return;
        _open.Remove(line.Resource);
        Window.Failed(Scope, line.Resource, UnknownCause.SourceDown, $"kubernetes/{Scope.Cluster}: {line.Resource}", line.Object.GetRawText());
    }

    private void Poll(Line line)
    {
        if (line.Resource == "nodemetrics")
            Metrics(line.Object);
        if (_ladder.Take(line.Resource, line.Object, Moment.Of(_time)) is { } samples)
        {
            Window.Put(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region), "ladder", samples);
            Window.Alive(Scope, Streams.Ladder, Interval);
            Window.Complete(Scope, Streams.Ladder);
        }

        if (line.Resource == "leases" && line.Object.GetProperty("path").GetString()!.Contains("kube-system", StringComparison.Ordinal) && line.Object.GetProperty("status").GetInt32() == 200)
        {
            _leases.Replace([.. line.Object.GetProperty("body").GetProperty("items").EnumerateArray().Select(one => one.Deserialize(ControlPlaneTypes.Leases.Json)!)]);
            Window.Alive(Scope, Streams.SystemLeases, Interval);
            Window.Complete(Scope, Streams.SystemLeases);
        }

        if (line.Resource == "leases")
            Leases(line.Object);
        if (line.Resource != "readyz")
            return;
        if (line.Object.GetProperty("status").GetInt32() == 200)
        {
            Passed();
            return;
        }

        // While new requests are refused, an open watch can say nothing of now.
        foreach (var stream in _open.Append(Streams.Probe))
            Window.Failed(Scope, stream, UnknownCause.SourceDown, $"kubernetes/{Scope.Cluster}: readyz", "the probe failed");
    }

    private void Leases(JsonElement poll)
    {
        if (poll.GetProperty("path").GetString()?.Contains("kube-node-lease", StringComparison.Ordinal) != true || poll.GetProperty("status").GetInt32() != 200)
            return;
        _nodeLeases.Replace([.. poll.GetProperty("body").GetProperty("items").EnumerateArray().Select(one => one.Deserialize(NodeLeases.Type.Json)!)]);
        Window.Alive(Scope, Streams.NodeLeases, Interval);
        _projector.Inlet.Complete(Scope, Streams.NodeLeases);
    }

    private void Passed()
    {
        Window.Alive(Scope, Streams.Probe, Interval);
        if (_time.GetUtcNow() > _lines[^1].Time)
            LiveOn();
        foreach (var stream in _open)
            Window.Alive(Scope, stream, Interval);
    }

    /// <summary>Past the end of a recording the ladder and the leases stay as they were last.</summary>
    private void LiveOn()
    {
        Window.Put(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region), "ladder", _ladder.Again(Moment.Of(_time)));
        Window.Alive(Scope, Streams.Ladder, Interval);
        Window.Alive(Scope, Streams.SystemLeases, Interval);
    }

    private void Listed(string stream, bool complete = true)
    {
        _open.Add(stream);
        Window.Alive(Scope, stream, Interval);
        if (complete)
            _projector.Inlet.Complete(Scope, stream);
    }

    private void Metrics(JsonElement poll)
    {
        if (!poll.TryGetProperty("body", out var body))
            return;
        _metrics.Replace([body.ValueKind == JsonValueKind.Object && poll.GetProperty("status").GetInt32() == 200
            ? new MetricsAnswer { Available = true, At = Moment.Of(_time), Nodes = [.. body.Deserialize(AutoscalingJson.Default.NodeMetricsList)!.Items.OfType<NodeMetrics>()] }
            : new MetricsAnswer { At = Moment.Of(_time), Message = body.ToString() }]);
    }

    private void Tick(DateTimeOffset at, Action<ReplayTick> eachSecond)
    {
        To(at);
        var now = Moment.Of(_time);
        _projector.Project(now);
        eachSecond(new ReplayTick(now, Window.Freeze(now), Window.TakeTouched()));
    }

    private void To(DateTimeOffset at)
    {
        if (at > _time.GetUtcNow())
            _time.SetUtcNow(at);
    }

    private void Add<T>(ResourceType<T> type, IObjectSink<T> sink)
        where T : class, IKubernetesObject => _streams[type.Plural] = (kind, item) =>
    {
        switch (kind)
        {
            case "LIST":
                sink.Replace([.. item.GetProperty("items").EnumerateArray().Select(one => one.Deserialize(type.Json)!)]);
                break;
            case "ADDED" or "MODIFIED" or "DELETED":
                sink.Apply(Enum.Parse<WatchKind>(kind, ignoreCase: true), item.Deserialize(type.Json)!);
                break;
        }
    };

    private static string Clean(string text) => text.Length <= 4096 ? text : text[..4096];

    private static List<Line> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(file), CompressionMode.Decompress));
        var lines = new List<Line>();
        while (reader.ReadLine() is { } text)
        {
            var line = JsonDocument.Parse(text).RootElement;
            lines.Add(new Line(
                DateTimeOffset.Parse(line.GetProperty("t").GetString()!, CultureInfo.InvariantCulture),
                line.GetProperty("resource").GetString()!,
                line.GetProperty("type").GetString()!,
                line.GetProperty("object")));
        }

        return lines;
    }

    private sealed record Line(DateTimeOffset Time, string Resource, string Type, JsonElement Object);
}
