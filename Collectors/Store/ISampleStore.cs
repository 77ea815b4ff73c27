using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store;

/// <summary>One point of a series, down-sampled: the mean of its step, with the extremes.</summary>
public readonly record struct Point(DateTimeOffset Time, double Value, double Min, double Max);

/// <summary>Keeps numbers over time. Implementations are safe to call from several threads.</summary>
public interface ISampleStore : IAsyncDisposable
{
    /// <summary>Writes a batch. When it returns, the batch is accepted: on disk, and safe against the death of the process.</summary>
    /// <exception cref="StoreException">Nothing of the batch is accepted; the message says why (disk full, file locked).</exception>
    Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation);

    /// <summary>Points of one series in <c>[from, to)</c>, one per step that has any sample, in order of time.</summary>
    /// <param name="step">Zero: every sample as it is.</param>
    /// <exception cref="StoreException">The store cannot be read now.</exception>
    Task<IReadOnlyList<Point>> ReadAsync(string signal, Resource resource, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation);

    /// <summary>Deletes what is older.</summary>
    Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation);
}

/// <summary>A store cannot do what was asked. The message is fit to be shown to an operator.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
