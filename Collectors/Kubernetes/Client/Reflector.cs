using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>One stream that keeps itself going, whatever its API does.</summary>
internal interface IReflector
{
    StreamState State { get; }

    /// <summary>Ends only when it is cancelled.</summary>
    Task RunAsync(CancellationToken cancel);

    /// <summary>The server answers again: a wait for it is over.</summary>
    void Wake();
}

/// <summary>
/// List, then watch from there; resume a watch where it stood; list again when that is not possible; wait longer after each
/// failure and never for ever. A watch must live for a while before the pauses start small again, so that neither a watch
/// closed at once nor a resourceVersion that is always too old becomes a hot loop.
/// </summary>
/// <param name="watch">From a resourceVersion, until the watch ends.</param>
internal sealed class Reflector(string name, IStart start, Func<string, CancellationToken, Task<WatchEnd>> watch, StreamState state, FetchOptions options, TimeProvider time, Func<double> random, ILogger log) : IReflector
{
    private const int ShortLivesToRelist = 6;
    private const int SilencesToRelist = 3;

    private readonly Backoff backoff = new(options.FirstRetry, options.LastRetry, random);
    private readonly Pause pause = new(time);
    private int shortLives;
    private int silences;

    public StreamState State => state;

    public void Wake() => pause.Wake();

    public async Task RunAsync(CancellationToken cancel)
    {
        string? version = null;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                version ??= await start.BeginAsync(cancel);
                var end = await watch(version, cancel);
                var (wait, again) = After(end);
                version = again ? null : end.Version;
                await WaitAsync(wait, canWake: !again, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (ApiFailure failure)
            {
                version = Keeps(failure.Kind) ? version : null;
                state.Failed(failure.Cause, failure.Message);
                await WaitAsync(After(failure), CanWake(failure), cancel);
            }
            catch (Exception error)
            {
                // A fault of our own, such as a sink that throws. The stream says so, starts afresh, and the others live on.
                log.LogError(error, "{Source}: a fault of the collector itself", state.Source);
                version = null;
                state.Failed(UnknownCause.CollectorError, $"{name}: a fault of the collector itself: {error.GetType().Name}: {SafeText.Line(error.Message, 300)}");
                await WaitAsync(backoff.Next(), canWake: false, cancel);
            }
        }
    }

    private async Task WaitAsync(TimeSpan length, bool canWake, CancellationToken cancel)
    {
        state.Restarting(length);
        await pause.WaitAsync(length, canWake, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private (TimeSpan Wait, bool Again) After(WatchEnd end)
    {
        var good = end.Lived >= options.GoodWatch;
        shortLives = good ? 0 : shortLives + 1;
        if (good)
            backoff.Reset();
        var wait = good ? TimeSpan.Zero : backoff.Next();
        // What cannot be watched several times in a row may be a fault of the place it starts from.
        silences = end.Ending == WatchEnding.Silent && !start.MayBeQuiet ? silences + 1 : 0;
        var again = end.Ending is WatchEnding.Expired or WatchEnding.Unusable || shortLives % ShortLivesToRelist == ShortLivesToRelist - 1
            // Bookmarks were asked for: a watch without even those may be deaf, while every probe passes.
            || (silences > 0 && silences % SilencesToRelist == 0);
        var then = again ? "; everything is listed again" : "";
        if (end.Ending is WatchEnding.Silent && good)
            Quiet(end);
        else if (end.Ending is WatchEnding.Unusable)
            state.Failed(UnknownCause.CollectorError, $"{name}: {end.Words}{then}");
        else if (end.Ending is not WatchEnding.Closed || !good)
            state.Failed(UnknownCause.SourceDown, $"{name}: {end.Words}{(good ? "" : $" after {end.Lived.TotalSeconds:0.0} s, {shortLives} time(s) in a row")}{then}");
        if (end.Ending is WatchEnding.Broke && good)
            wait = options.FirstRetry * random();
        return (again ? Longer(wait, Relist()) : wait, again);
    }

    private void Quiet(WatchEnd end)
    {
        if (!start.MayBeQuiet)
            state.Noted($"{name}: {end.Words}; it is opened again");
    }

    private TimeSpan After(ApiFailure failure) => failure.Kind switch
    {
        FailureKind.Forbidden or FailureKind.NotServed => options.DeniedRetry,
        FailureKind.Expired => Longer(backoff.Next(), Relist()),
        FailureKind.Config when failure.RetryAfter is { } wait => wait + options.FirstRetry * random(),
        _ => Longer(backoff.Next(), failure.RetryAfter ?? TimeSpan.Zero),
    };

    private TimeSpan Relist() => options.RelistFrom + (options.RelistTo - options.RelistFrom) * random();

    // After these the watch can go on where it stood. After any other answer nothing is certain, and a list is due.
    private static bool Keeps(FailureKind kind) => kind is
        FailureKind.Config or FailureKind.Unreachable or FailureKind.Server or FailureKind.Throttled or FailureKind.Unauthorized or FailureKind.Forbidden;

    private static bool CanWake(ApiFailure failure) =>
        failure.Kind == FailureKind.Config || failure.Kind is FailureKind.Unreachable or FailureKind.Server && failure.RetryAfter is null;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
