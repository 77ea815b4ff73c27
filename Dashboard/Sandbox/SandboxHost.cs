using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>Opens one listener per simulated cluster, writes the kubeconfig, and lets the estate live on.</summary>
public sealed partial class SandboxHost(SimulatedEstate estate, SandboxOptions options, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ClusterListener> _listeners = [];
    private readonly ILogger _log = logs.CreateLogger<SandboxHost>();

    /// <summary>Ends once every listener is bound and the kubeconfig is written; fails when that cannot be done.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => _ready.Task.WaitAsync(cancellation);

    /// <summary>Where the kubeconfig is.</summary>
    public string KubeconfigPath => options.Kubeconfig;

    /// <summary>The port of each cluster's API, by the cluster's name.</summary>
    public IReadOnlyDictionary<string, int> Ports =>
        estate.Clusters.Zip(_listeners).ToDictionary(pair => pair.First.Name, pair => pair.Second.Port, StringComparer.Ordinal);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var cluster in estate.Clusters)
            {
                var listener = new ClusterListener(cluster, time, logs);
                _listeners.Add(listener);
                await listener.OpenAsync(cancellationToken);
                Listening(_log, cluster.Name, cluster.Seed.Region, listener.Port);
            }

            await Kubeconfig.WriteAsync(KubeconfigPath, [.. estate.Clusters.Zip(_listeners, (cluster, listener) => (cluster, listener.Port))], cancellationToken);
            _ready.TrySetResult();
        }
        catch (Exception error)
        {
            _ready.TrySetException(error);
            throw;
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => LiveAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task LiveAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Advance();
    }

    /// <summary>What goes wrong in the play must not take the board down with it: it is logged, and the play goes on.</summary>
    private void Advance()
    {
        try
        {
            estate.Advance();
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            Stumbled(_log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The simulated estate stumbled")]
    private static partial void Stumbled(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulated cluster {Cluster} ({Region}) listens on 127.0.0.1:{Port}")]
    private static partial void Listening(ILogger log, string cluster, string region, int port);
}
