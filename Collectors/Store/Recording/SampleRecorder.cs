using System.Globalization;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>
/// Takes samples from collectors without ever making them wait, and writes them in batches: each second, or as soon as
/// 5,000 wait. While the store is away it keeps what memory allows; what it must drop is counted and told as a gap.
/// </summary>
public sealed class SampleRecorder : BackgroundService, ISourceHealth
{
    /// <summary>Samples in one batch at most.</summary>
    public const int BatchSize = 5_000;

    /// <summary>How often the value of a live series is written although it did not change.</summary>
    public static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private const int GapsKept = 20;

    private readonly ISampleStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Func<ISignals>? _picture;
    private readonly SampleQueue _queue;
    private readonly Repeats _repeats;
    private readonly StoreLoop _loop;
    private readonly Queue<Gap> _gaps = new();
    private long _accepted;
    private long _batches;
    private long? _looked;

    /// <param name="picture">The live window as it is at a moment, for repeating values that do not change; null: nothing is repeated.</param>
    public SampleRecorder(ISampleStore store, StoreOptions options, TimeProvider time, ILogger<SampleRecorder> log, Func<ISignals>? picture = null)
    {
        _store = store;
        _time = time;
        _log = log;
        _picture = picture;
        _queue = new SampleQueue(options.MemorySamples);
        _repeats = new Repeats(options.MemorySamples);
        _loop = new StoreLoop("samples", time, log, WriteAsync);
    }

    /// <summary>Told once of each gap, when it has ended.</summary>
    public Action<Gap>? OnGap { get; init; }

    /// <summary>Samples on disk since the start.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Samples that were dropped since the start.</summary>
    public long Dropped => _queue.Dropped;

    /// <summary>Samples that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>The newest gaps, oldest first; one that still grows is the last.</summary>
    public IReadOnlyList<Gap> Gaps
    {
        get
        {
            lock (_gaps)
                return _queue.OpenGap is { } open ? [.. _gaps, open] : [.. _gaps];
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<StreamHealth> Streams =>
        [StoreHealth.Of("samples", _loop.State, _time, RepeatEvery, Detail(), Waiting, Accepted, Interlocked.Read(ref _batches), (_store as IMovesAside)?.MovedAside, "charts")];

    /// <summary>Takes one sample. Never blocks and never throws; a value that is no finite number is no sample.</summary>
    public void Offer(Sample sample)
    {
        if (!double.IsFinite(sample.Value))
            return;
        if (_queue.Add(sample) >= BatchSize)
            _loop.Wake();
        if (_picture is not null)
            _repeats.Saw(sample);
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
        Repeat();
        var any = false;
        while (_queue.Take(BatchSize) is { Count: > 0 } batch)
        {
            await WriteAsync(batch, cancellation);
            any = true;
        }
        return any;
    }

    private async Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation)
    {
        try
        {
            await _store.WriteAsync(batch, cancellation);
        }
        catch
        {
            _queue.Refused();
            throw;
        }
        Interlocked.Add(ref _accepted, batch.Count);
        Interlocked.Increment(ref _batches);
        if (_queue.Accepted() is { } gap)
            Ended(gap);
    }

    private void Repeat()
    {
        if (_picture is null || (_looked is { } at && _time.GetElapsedTime(at) < LookEvery))
            return;
        _looked = _time.GetTimestamp();
        foreach (var sample in _repeats.Due(_picture(), RepeatEvery))
            Offer(sample);
    }

    private void Ended(Gap gap)
    {
        lock (_gaps)
        {
            _gaps.Enqueue(gap);
            while (_gaps.Count > GapsKept)
                _gaps.Dequeue();
        }
        _log.LogError("{Count} samples from {From:O} to {To:O} were never stored: the store was away for longer than memory could bridge.", gap.Count, gap.From, gap.To);
        OnGap?.Invoke(gap);
    }

    private string Detail()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Waiting} waiting, {Accepted} stored");
        return Gaps is [.., var last]
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, {Dropped} lost (last gap {last.From:u} to {last.To:u}, {last.Count} samples)")
            : text;
    }
}
