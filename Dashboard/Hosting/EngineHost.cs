using System.Diagnostics;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>
/// Runs the engine: a pass as soon as something changed, at most every 250 ms, and one each second all the same, because
/// holds and ages move without news. What a pass says goes to the board and to the recorders.
/// </summary>
public sealed class EngineHost(
    LiveWindow window, ScenarioEngine engine, LiveBoard board, EngineMemory memory, SampleRecorder samples, StateRecorder state, WatchMetrics metrics, TimeProvider time, ILogger<EngineHost> log)
    : BackgroundService
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    private readonly ScoreSeries _scores = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await memory.RestoreAsync(engine, stoppingToken);
        var news = window.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            Pass();
            news = await RestAsync(news, began, stoppingToken);
        }
    }

    private void Pass()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Record();
            var (signals, touched) = window.Take(Moment.Of(time));
            var report = engine.Pass(signals, touched);
            board.Publish(report);
            memory.Remember(engine, report);
            foreach (var sample in _scores.From(report))
                samples.Offer(sample);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A pass that fails must not end the engine. The board shows by its age that nothing new was said, and hatches itself.
            log.LogError(problem, "A pass of the engine failed; the board keeps its last word and ages.");
        }
        metrics.Evaluated(Stopwatch.GetElapsedTime(started));
    }

    private void Record()
    {
        while (window.NewSamples.TryRead(out var sample))
            samples.Offer(sample);
        while (window.NewFacts.TryRead(out var fact))
        {
            state.Offer(fact);
            board.Note(fact);
        }
    }

    /// <summary>Waits for news, but at least 250 ms and at most a second from the begin of the pass.</summary>
    private async Task<Task> RestAsync(Task news, long began, CancellationToken cancellation)
    {
        await Task.WhenAny(news, Task.Delay(Left(AtLeast, began), time, cancellation));
        cancellation.ThrowIfCancellationRequested();
        await Task.Delay(Left(AtMost, began), time, cancellation);
        if (!news.IsCompleted)
            return news;
        await news;
        return window.WaitAsync(cancellation);
    }

    private TimeSpan Left(TimeSpan whole, long began)
    {
        var left = whole - time.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
