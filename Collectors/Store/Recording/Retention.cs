using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>Once an hour, and soon after the start, deletes what is older than the configuration keeps.</summary>
public sealed class Retention(ISampleStore samples, IStateStore state, StoreOptions options, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Not in the first moments: those belong to the board.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    /// <summary>Deletes once, now. A store that is away is cleared the next time.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await ClearAsync("samples", () => samples.DeleteBeforeAsync(now.AddDays(-options.RawDays), cancellation));
        await ClearAsync("state", () => state.DeleteBeforeAsync(now.AddDays(-options.StateDays), cancellation));
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
            await RunOnceAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ClearAsync(string what, Func<Task> delete)
    {
        try
        {
            await delete();
        }
        catch (StoreException e)
        {
            log.LogWarning(e, "Old {What} were not deleted: {Error}", what, e.Message);
        }
    }
}
