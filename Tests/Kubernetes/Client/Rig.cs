using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>The least object: what is not metadata is skipped.</summary>
public sealed record Thing : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJson : JsonSerializerContext;

/// <summary>What arrived, by name.</summary>
public sealed class ThingSink : IObjectSink<Thing>
{
    public ConcurrentDictionary<string, Thing> Things { get; } = new();

    public int Replaced { get; private set; }

    public int Applied { get; private set; }

    public Action? OnApply { get; set; }

    public void Replace(IReadOnlyList<Thing> items)
    {
        Replaced++;
        Things.Clear();
        foreach (var item in items)
            Things[item.Metadata.Name] = item;
    }

    public void Apply(WatchKind kind, Thing item)
    {
        OnApply?.Invoke();
        Applied++;
        if (kind == WatchKind.Deleted)
            Things.TryRemove(item.Metadata.Name, out _);
        else
            Things[item.Metadata.Name] = item;
    }
}

/// <summary>A collector on a short time scale: a second here is a minute there.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Pods = "/api/v1/pods";
    public const string Deployments = "/apis/apps/v1/deployments";
    public const string Events = "/api/v1/events";

    public static readonly FetchOptions Fast = new()
    {
        Connect = TimeSpan.FromSeconds(1),
        Headers = TimeSpan.FromSeconds(0.5),
        PageBody = TimeSpan.FromSeconds(0.5),
        Probe = TimeSpan.FromSeconds(0.5),
        FirstRetry = TimeSpan.FromSeconds(0.05),
        LastRetry = TimeSpan.FromSeconds(0.5),
        DeniedRetry = TimeSpan.FromSeconds(0.3),
        Reload = TimeSpan.FromSeconds(0.05),
        RelistFrom = TimeSpan.FromSeconds(0.02),
        RelistTo = TimeSpan.FromSeconds(0.05),
        GoodWatch = TimeSpan.FromSeconds(0.3),
        RequestsPerSecond = 1000,
        Burst = 1000,
    };

    private readonly CancellationTokenSource stop = new();
    private readonly ClusterCollector collector;
    private Task? running;

    public Rig(string kubeconfig, FetchOptions? fetch = null, double silence = 1, string? context = null, params string[] paths)
    {
        var streams = (paths.Length == 0 ? [Pods] : paths).Select(path => (path, Type: Type(path))).ToList();
        Sinks = streams.ToDictionary(stream => stream.path, _ => new ThingSink());
        collector = new ClusterCollector("ap-south-1", new ClusterOptions { Name = "prod", Kubeconfig = kubeconfig, Context = context },
            new KubernetesOptions { ProbeSeconds = 0.1, SilenceSeconds = silence },
            [.. streams.Select(stream => new StreamRegistration<Thing>(stream.Type, Sinks[stream.path], ["something"]))],
            Window, TimeProvider.System, NullLogger<ClusterCollector>.Instance, fetch ?? Fast);
        running = collector.RunAsync(stop.Token);
    }

    public WindowRecorder Window { get; } = new();

    public Dictionary<string, ThingSink> Sinks { get; }

    public ThingSink Sink => Sinks.Values.First();

    public StreamHealth Health(string stream) => collector.Streams.Single(health => health.Stream == stream);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (running is not null)
            await running.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        collector.Dispose();
        stop.Dispose();
    }

    private static ResourceType<Thing> Type(string path) =>
        new(path[(path.LastIndexOf('/') + 1)..], path, path.StartsWith("/apis/", StringComparison.Ordinal) ? path.Split('/')[2] : "", ThingJson.Default.Thing,
            path == Pods ? "status.phase!=Succeeded" : null);
}
