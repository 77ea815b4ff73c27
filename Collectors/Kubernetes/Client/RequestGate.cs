using System.Threading.RateLimiting;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>The courtesy that all streams of a cluster share: one list at a time, and few requests a second.</summary>
internal sealed class RequestGate(FetchOptions options) : IDisposable
{
    private readonly SemaphoreSlim lists = new(1, 1);

    private readonly TokenBucketRateLimiter bucket = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / options.RequestsPerSecond),
        QueueLimit = 10_000,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = true,
    });

    /// <summary>Waits for the right to list; it is given back when the result is disposed. First come, first served.</summary>
    public async Task<IDisposable> ListAsync(CancellationToken cancel)
    {
        await lists.WaitAsync(cancel);
        return new Turn(lists);
    }

    /// <summary>Waits until one more request may go out.</summary>
    public async Task RequestAsync(CancellationToken cancel)
    {
        using var lease = await bucket.AcquireAsync(1, cancel);
    }

    public void Dispose()
    {
        bucket.Dispose();
        lists.Dispose();
    }

    private sealed class Turn(SemaphoreSlim lists) : IDisposable
    {
        private SemaphoreSlim? held = lists;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
