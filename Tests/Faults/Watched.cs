using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Dashboard.Sandbox;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using ApnaKart.Watch.Tests.Recordings;
using ApnaKart.Watch.Tests.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>
/// One simulated cluster over real HTTP, and all that stands between it and the board, on a short time scale: a probe each
/// 0.2 s, so that 0.6 s make a tile unknown.
/// </summary>
internal sealed class Watched : IAsyncDisposable
{
    public const string Cluster = "prod";

    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(0.2);

    private readonly CancellationTokenSource _stop = new();
    private readonly LiveWindow _window = new(TimeProvider.System);
    private readonly ScenarioEngine _engine;
    private readonly ClusterPipeline _pipeline;
    private readonly SandboxHost _host;
    private readonly EstateInForce _estate;
    private Task _running = Task.CompletedTask;

    private Watched(SimulatedEstate simulated, SandboxHost host, ClusterOptions cluster, string region)
    {
        (Simulated, _host) = (simulated, host);
        Scope = new Scope(region, cluster.Name);
        _engine = Course.Engine(Scope);
        _estate = new EstateInForce(new EstateOptions { Regions = [new RegionOptions { Name = region, Clusters = [cluster] }] }, Sandbox: true);
        _pipeline = new ClusterPipeline(region, cluster, new KubernetesOptions { ProbeSeconds = Probe.TotalSeconds, SilenceSeconds = 1, ConfigMapValueNamespaces = ["shop"] },
            SeedFiles.Catalog, _window, TimeProvider.System, NullLogger<ClusterCollector>.Instance, Rig.Fast);
    }

    public SimulatedEstate Simulated { get; }

    public SimCluster Sim => Simulated.Clusters.First(cluster => cluster.Name == Cluster);

    public Scope Scope { get; }

    /// <summary>Whether everything that should run runs.</summary>
    public bool IsAlive => !_running.IsCompleted;

    public IReadOnlyList<StreamHealth> Streams => _pipeline.Collector.Streams;

    /// <summary>Starts the simulated cluster and the collector that watches it.</summary>
    /// <param name="kubeconfig">What the collector gets instead of the sandbox's own kubeconfig.</param>
    public static async Task<Watched> StartAsync(Func<string, ClusterOptions, ClusterOptions>? kubeconfig = null)
    {
        var data = Directory.CreateTempSubdirectory("watched-").FullName;
        var options = new SandboxOptions { Data = data, Pace = 0 };
        var simulated = new SimulatedEstate(options, TimeProvider.System);
        var host = new SandboxHost(simulated, options, TimeProvider.System, NullLoggerFactory.Instance);
        await host.StartAsync(CancellationToken.None);
        var cluster = new ClusterOptions { Name = Cluster, Kubeconfig = host.KubeconfigPath, Context = Cluster };
        var watched = new Watched(simulated, host, kubeconfig?.Invoke(data, cluster) ?? cluster, "ap-south-1");
        watched._running = watched._pipeline.RunAsync(watched._stop.Token);
        return watched;
    }

    /// <summary>One pass of the engine over what there is now.</summary>
    public EngineReport Pass()
    {
        var (signals, touched) = _window.Take(Moment.Of(TimeProvider.System));
        return _engine.Pass(signals, touched);
    }

    public FrozenSignals Look() => _window.Freeze(Moment.Of(TimeProvider.System));

    /// <summary>The board as it would be sent.</summary>
    public BoardReport Board() => BoardMapper.Board(Pass(), _estate, "test", Streams, []);

    public ScenarioState Scenario(int number) => Pass().Scenarios.Single(one => one.Seed.Number == number);

    public Task HealthyAsync() => Eventually.BeAsync(() => Pass().Platform.Status == Status.Healthy, 30, instead: () => string.Join("; ", Pass().Scenarios.Where(one => one.Status != Status.NotCollected).Select(one => one.Headline)));

    public async ValueTask DisposeAsync()
    {
        Sim.Faults.Set(ApiFault.None);
        await _stop.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        _pipeline.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _stop.Dispose();
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(_host.KubeconfigPath))!, recursive: true);
    }
}
