using System.Globalization;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>
/// Takes phases, facts and changes of verdicts without making anyone wait, and writes them at once, in order. While the
/// store is away, each phase keeps its newest value only, and of facts and changes the newest 10,000 each are kept.
/// </summary>
public sealed class StateRecorder : BackgroundService, ISourceHealth
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly StateQueue _queue = new(MostWaiting);
    private readonly IStateStore _store;
    private readonly TimeProvider _time;
    private readonly StoreLoop _loop;
    private long _stored;
    private long _batches;

    public StateRecorder(IStateStore store, TimeProvider time, ILogger<StateRecorder> log)
    {
        _store = store;
        _time = time;
        _loop = new StoreLoop("phases, facts and changes", time, log, WriteAsync);
    }

    /// <summary>Phases, facts and changes that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Facts and changes dropped since the start.</summary>
    public long Dropped => _queue.Dropped;

    /// <inheritdoc/>
    public IReadOnlyList<StreamHealth> Streams => [Health() is { State: "ok" } idle && Waiting == 0 ? idle with { Age = TimeSpan.Zero } : Health()];

    // Words come when something happens: with none to write, none is late.
    private StreamHealth Health() =>
        StoreHealth.Of("state", _loop.State, _time, Beat, Detail(), Waiting, Interlocked.Read(ref _stored), Interlocked.Read(ref _batches), (_store as IMovesAside)?.MovedAside, "the timeline; phases over a restart");

    /// <summary>Takes a phase. Never blocks and never throws.</summary>
    public void Offer(StoredPhase phase)
    {
        _queue.Add(phase);
        _loop.Wake();
    }

    /// <summary>Takes a fact. Never blocks and never throws.</summary>
    public void Offer(Fact fact)
    {
        _queue.Add(fact);
        _loop.Wake();
    }

    /// <summary>Takes a change of a verdict. Never blocks and never throws.</summary>
    public void Offer(VerdictChange change)
    {
        _queue.Add(change);
        _loop.Wake();
    }

    /// <summary>Writes all that waits, now.</summary>
    /// <returns>False when the store did not take it.</returns>
    public Task<bool> FlushAsync(CancellationToken cancellation) => _loop.TryAsync(cancellation);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _loop.EndAsync();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(Beat, stoppingToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _loop.Dispose();
        base.Dispose();
    }

    private async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        // Phases first: they decide whether something fires twice after a restart.
        var any = await KeepAsync(_queue.Phases, _store.SavePhasesAsync, cancellation);
        any |= await KeepAsync(_queue.Facts, _store.SaveFactsAsync, cancellation);
        any |= await KeepAsync(_queue.Changes, _store.SaveChangesAsync, cancellation);
        return any;
    }

    private async Task<bool> KeepAsync<T>(IWaiting<T> waiting, Func<IReadOnlyList<T>, CancellationToken, Task> save, CancellationToken cancellation)
    {
        var batch = waiting.Peek();
        if (batch.Count == 0)
            return false;
        await save(batch, cancellation);
        waiting.Remove(batch);
        Interlocked.Add(ref _stored, batch.Count);
        Interlocked.Increment(ref _batches);
        return true;
    }

    private string Detail() => Dropped == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Waiting} waiting, {Interlocked.Read(ref _stored)} stored")
        : string.Create(CultureInfo.InvariantCulture, $"{Waiting} waiting, {Interlocked.Read(ref _stored)} stored, {Dropped} lost");
}
