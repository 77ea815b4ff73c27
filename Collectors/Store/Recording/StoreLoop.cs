using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>
/// Writes again and again, off everyone's path: at each beat and when woken, never two at a time, with a growing pause
/// after a failure.
/// </summary>
/// <param name="what">For the log: <c>samples</c>.</param>
/// <param name="write">Writes what waits, and says whether there was anything; throws when the store does not take it.</param>
internal sealed class StoreLoop(string what, TimeProvider time, ILogger log, Func<CancellationToken, Task<bool>> write) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile LoopState _state = new(null, null, null, null, TimeSpan.Zero, 0, 0);

    public LoopState State => _state;

    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(TimeSpan beat, CancellationToken stopping)
    {
        using (time.CreateTimer(_ => Wake(), null, beat, beat))
        {
            try
            {
                while (await _wake.Reader.WaitToReadAsync(stopping))
                {
                    _wake.Reader.TryRead(out _);
                    if (!Pausing)
                        await TryAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                log.LogDebug("Stopping: no more beats for {What}.", what);
            }
        }
    }

    /// <summary>The last try, after the beats have ended: a stop loses nothing that the store would still take.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(LastTry, time);
        try
        {
            if (!await TryAsync(limit.Token))
                log.LogError("The last {What} could not be stored before the stop: {Error}", what, _state.LastError);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            log.LogError(e, "The last {What} could not be stored before the stop: the store did not answer within {Limit}.", what, LastTry);
        }
    }

    /// <summary>One try, now.</summary>
    /// <returns>False when the store did not take it; the state says why.</returns>
    public async Task<bool> TryAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            // With nothing to write nothing is known of the store.
            if (await write(cancellation))
                Succeeded();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Failed(e);
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool Pausing => _state is { Pause.Ticks: > 0, LastErrorAtMono: var at } state && time.GetElapsedTime(at) < state.Pause;

    private void Succeeded()
    {
        if (_state.Pause > TimeSpan.Zero)
            log.LogInformation("The store takes {What} again.", what);
        _state = _state with { LastSuccess = time.GetUtcNow(), FailingSince = null, Pause = TimeSpan.Zero };
    }

    private void Failed(Exception e)
    {
        var now = time.GetUtcNow();
        var first = _state.Pause == TimeSpan.Zero;
        // A sentence for an operator comes with a StoreException only; anything else is ours to mend.
        var message = e is StoreException ? e.Message : $"An error of Watch itself: {e.GetType().Name}: {e.Message}";
        _state = _state with
        {
            LastError = message,
            LastErrorAt = now,
            LastErrorAtMono = time.GetTimestamp(),
            FailingSince = _state.FailingSince ?? now,
            Failures = _state.Failures + 1,
            Pause = first ? FirstPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, _state.Pause.Ticks * 2)),
        };
        if (first)
            log.LogError(e, "The store does not take {What}: {Error}", what, message);
        else
            log.LogDebug("The store still does not take {What}; next try in {Pause}.", what, _state.Pause);
    }
}

/// <summary>How a loop is. <paramref name="LastErrorAtMono"/> is a timestamp of the time provider: pauses count on the clock that never jumps.</summary>
internal sealed record LoopState(
    DateTimeOffset? LastSuccess, DateTimeOffset? FailingSince, string? LastError, DateTimeOffset? LastErrorAt, TimeSpan Pause, long Failures, long LastErrorAtMono);
