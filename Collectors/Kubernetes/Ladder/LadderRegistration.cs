using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;
using StreamState = ApnaKart.Watch.Collectors.Kubernetes.Client.StreamState;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>The ladder as a stream: alive whenever it ran, whatever it found.</summary>
internal sealed record LadderRegistration(IReadOnlyList<string> Costs) : IStreamRegistration
{
    public string Stream => Streams.Ladder;

    IReflector IStreamRegistration.Build(ClusterParts parts)
    {
        var state = parts.State(Stream, Costs);
        var cluster = new Resource(Kinds.Cluster, parts.Scope.Cluster, "", parts.Scope.Cluster, parts.Scope.Region);
        return new LadderReflector(new ProbeLadder(parts.Client.Connector, parts.Options, parts.Time, state.Requested),
            new LadderMemory(cluster, text => SafeText.Clean(text)), cluster, state, parts);
    }
}

/// <summary>Runs the ladder for ever, once an interval, and tells the window what it found.</summary>
internal sealed class LadderReflector(ProbeLadder ladder, LadderMemory memory, Resource cluster, StreamState state, ClusterParts parts) : IReflector
{
    public StreamState State => state;

    /// <summary>It never waits for a server to come back.</summary>
    public void Wake() => state.Doing("climbs once an interval");

    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(parts.Interval, parts.Time);
        do
        {
            try
            {
                var run = await ladder.RunAsync(cancel);
                if (run.Trouble is { Class: ProbeClasses.Config } ours)
                {
                    // Without a usable kubeconfig nobody was asked: that says nothing of the server, and counts as no run.
                    state.Failed(UnknownCause.CollectorError, ours.Message);
                    continue;
                }

                parts.Window.Put(cluster, "ladder", memory.Add(run));
                state.Listed(run.Steps.Count(step => step.Ok == true));
                state.Doing(run.Trouble is { } trouble ? $"{trouble.Step}: {trouble.Message}" : "every step is well");
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                parts.Log.LogError(error, "{Source}: a fault of the collector itself", state.Source);
                state.Failed(UnknownCause.CollectorError, $"the probe ladder: a fault of the collector itself: {error.GetType().Name}: {SafeText.Line(error.Message, 300)}");
            }
        }
        while (await NextAsync(timer, cancel));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
