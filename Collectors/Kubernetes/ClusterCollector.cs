using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;
using Names = ApnaKart.Watch.Rules.Signals.Streams;
using StreamState = ApnaKart.Watch.Collectors.Kubernetes.Client.StreamState;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>
/// Reads one cluster: a readiness probe, and a list and watch for each kind of object. It reads only, and never gives up:
/// every fault becomes an entry in <see cref="Streams"/> and a cause in the window, and ends by itself when the cluster is
/// well again. It decides nothing.
/// </summary>
public sealed class ClusterCollector : ISourceHealth, IDisposable
{
    // Small lists that others are joined to come first, pods after their owners, and events, which explain and never judge, last.
    private static readonly string[] Order =
    [
        Names.Namespaces, Names.Nodes, Names.Deployments, Names.ReplicaSets,
        Names.StatefulSets, Names.DaemonSets, Names.Jobs, Names.Pods,
        Names.ConfigMaps,
    ];

    private readonly ApiConnector connector;
    private readonly RequestGate gate;
    private readonly StreamState probed;
    private readonly ReadinessProbe probe;
    private readonly IReadOnlyList<IReflector> reflectors;
    private bool failing;

    /// <param name="region">The region that the cluster is configured in.</param>
    /// <param name="streams">What to read, each stream once.</param>
    /// <param name="random">From 0 to 1, for jitter; the shared generator when null.</param>
    public ClusterCollector(
        string region,
        ClusterOptions cluster,
        KubernetesOptions options,
        IReadOnlyList<IStreamRegistration> streams,
        IWindowWriter window,
        TimeProvider time,
        ILogger<ClusterCollector> log,
        FetchOptions? fetch = null,
        Func<double>? random = null)
    {
        fetch ??= new FetchOptions();
        random ??= Random.Shared.NextDouble;
        Scope = new Scope(region, cluster.Name);
        connector = new ApiConnector(cluster, fetch, time, random);
        gate = new RequestGate(fetch);
        var interval = TimeSpan.FromSeconds(options.ProbeSeconds);
        var parts = new ClusterParts(Scope, new ApiClient(connector, gate, fetch, time), gate, fetch, interval,
            TimeSpan.FromSeconds(options.SilenceSeconds), window, time, random, log);
        probed = parts.State(Names.Probe, ["every signal of this cluster"]);
        probe = new ReadinessProbe(cluster.Name, connector, probed, fetch, interval, time);
        reflectors = [.. streams.OrderBy(stream => Rank(stream.Stream)).Select(stream => stream.Build(parts))];
    }

    /// <summary>What this collector speaks for.</summary>
    public Scope Scope { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StreamHealth> Streams => [probed.Snapshot(), .. reflectors.Select(reflector => reflector.State.Snapshot())];

    /// <summary>Reads until it is cancelled. Throws nothing that a cluster could cause.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        // In this order, because they queue for the one right to list.
        var running = reflectors.Select(reflector => reflector.RunAsync(cancel)).Prepend(ProbeAsync(cancel)).ToList();
        await Task.WhenAll(running);
    }

    public void Dispose()
    {
        connector.Dispose();
        gate.Dispose();
    }

    private async Task ProbeAsync(CancellationToken cancel)
    {
        try
        {
            await probe.RunAsync(Told, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }
    }

    private void Told(ProbeResult result)
    {
        foreach (var reflector in reflectors)
        {
            if (result.Failure is { } cause)
                reflector.State.ProbeFailed(cause, probed.Source, result.Words);
            else
                reflector.State.ProbePassed();
        }

        if (failing && result.Failure is null)
        {
            foreach (var reflector in reflectors)
                reflector.Wake();
        }

        failing = result.Failure is not null;
    }

    private static int Rank(string stream) =>
        stream == Names.Events ? int.MaxValue : Array.IndexOf(Order, stream) is >= 0 and var at ? at : Order.Length;
}
