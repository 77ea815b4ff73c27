using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>Waits for another task to get somewhere, moving the fake clock meanwhile.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task HoldsAsync(Func<bool> condition, FakeTimeProvider? clock, TimeSpan step, string what)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(begin).ShouldBeLessThan(Longest, what);
            clock?.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Given.Stop);
        }
    }
}
