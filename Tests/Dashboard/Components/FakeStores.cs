using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Series drawn from a function of the minutes before now; NaN is a gap.</summary>
public sealed class FakeSampleStore(TimeProvider time) : ISampleStore
{
    public Dictionary<string, Func<double, double>> Series { get; } = new(StringComparer.Ordinal);

    /// <summary>What reading fails with, or null.</summary>
    public string? Trouble { get; set; }

    /// <summary>Reading waits for this, as a real disk may.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public async Task<IReadOnlyList<Point>> ReadAsync(string signal, Resource resource, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
    {
        await Ready.WaitAsync(cancellation);
        if (Trouble is not null)
            throw new StoreException(Trouble);
        var points = new List<Point>();
        if (Series.TryGetValue(signal, out var value))
        {
            for (var at = from; at < to && at <= time.GetUtcNow(); at += step)
            {
                var seen = value((time.GetUtcNow() - at).TotalMinutes);
                if (!double.IsNaN(seen))
                    points.Add(new Point(at, seen, seen, seen));
            }
        }
        return points;
    }

    public Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation) => Task.CompletedTask;

    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A sandbox that only remembers what was asked of it.</summary>
public sealed class FakeSandbox(TimeProvider time) : ISandbox
{
    private readonly List<Outage> _outages =
    [
        new(2, "crashloop-after-configmap-change", "CrashLoopBackOff after ConfigMap change",
            [new("in-place", "A value in checkout-config becomes invalid; the pods restart and crash."), new("hashed", "A new, hashed ConfigMap is rolled out with an invalid value.")], null, null),
        new(4, "image-pull-backoff", "ImagePullBackOff in production",
            [new("missing-tag", "cart is rolled out with a tag that the registry does not have."), new("denied", "The node role loses its right to pull."), new("throttled", "The registry asks to slow down.")], null, null),
    ];

    public IReadOnlyList<Outage> Outages => [.. _outages];

    public bool Start(string slug, string? variant) => Change(slug, outage => outage with { Running = variant ?? outage.Variants[0].Name, Since = time.GetUtcNow() });

    public bool Stop(string slug) => Change(slug, outage => outage with { Running = null, Since = null });

    private bool Change(string slug, Func<Outage, Outage> change)
    {
        var at = _outages.FindIndex(outage => outage.Slug == slug);
        if (at < 0)
            return false;
        _outages[at] = change(_outages[at]);
        return true;
    }
}
