using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>A store in memory that can be away, or hang.</summary>
internal sealed class FakeSampleStore : ISampleStore
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<Sample>> _batches = [];

    /// <summary>What it refuses with; null: it takes everything.</summary>
    public Exception? Away { get; set; }

    /// <summary>When set, a write does not return before this is completed.</summary>
    public TaskCompletionSource? Hangs { get; set; }

    public int Tries { get; private set; }

    public DateTimeOffset? DeletedBefore { get; private set; }

    public IReadOnlyList<IReadOnlyList<Sample>> Batches
    {
        get
        {
            lock (_lock)
                return [.. _batches];
        }
    }

    public IReadOnlyList<double> Values => [.. Batches.SelectMany(batch => batch).Select(sample => sample.Value)];

    public async Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation)
    {
        Tries++;
        if (Hangs is { } hangs)
            await hangs.Task.WaitAsync(cancellation);
        if (Away is { } away)
            throw away;
        lock (_lock)
            _batches.Add([.. batch]);
    }

    public Task<IReadOnlyList<Point>> ReadAsync(string signal, Resource resource, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Point>>([]);

    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        if (Away is { } away)
            throw away;
        DeletedBefore = time;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
