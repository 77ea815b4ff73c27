using System.Runtime.CompilerServices;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>Waiting for what another task does. A wait that fails says what did not come true.</summary>
internal static class Eventually
{
    public static Task BeAsync(Func<bool> condition, double seconds = 8, [CallerArgumentExpression(nameof(condition))] string what = "", Func<string>? instead = null) =>
        BeAsync(() => Task.FromResult(condition()), seconds, what, instead);

    public static async Task BeAsync(Func<Task<bool>> condition, double seconds = 8, [CallerArgumentExpression(nameof(condition))] string what = "", Func<string>? instead = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(seconds))
                throw new TimeoutException($"not within {seconds} s: {what}{(instead is null ? "" : $"; instead: {instead()}")}");
            await PassAsync(0.01);
        }
    }

    public static Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Xunit.TestContext.Current.CancellationToken);
}
