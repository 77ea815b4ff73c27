using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>
/// An API server with too much to do: of ten requests three are turned away, one fails, and the others wait for a second or
/// two. A watch that is opened waits too, and is then as good as ever.
/// </summary>
internal sealed class Load(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan More = TimeSpan.FromSeconds(0.13);
    private static readonly TimeSpan ForWatch = TimeSpan.FromSeconds(0.5);

    private int _requests;

    /// <returns>True when the request is answered.</returns>
    public async Task<bool> StopsAsync(HttpContext context, ApiFault fault, bool watch)
    {
        if (fault != ApiFault.Overload)
            return false;
        if (watch)
        {
            await Task.Delay(ForWatch, time, context.RequestAborted);
            return false;
        }

        var turn = (uint)Interlocked.Increment(ref _requests) % 10;
        switch (turn)
        {
            case 1 or 4 or 7:
                context.Response.Headers.RetryAfter = "1";
                context.Response.Headers["X-Kubernetes-PF-FlowSchema-UID"] = "5d9f0b2e-1a54-4c0e-8d1f-2f6f9f6d3c11";
                await Status.WriteAsync(context, Status.Of(429, "TooManyRequests", "too many requests, please try again later", new() { ["retryAfterSeconds"] = 1 }));
                return true;
            case 9:
                await Status.WriteAsync(context, Status.Of(504, "Timeout", "Timeout: request did not complete within the allotted timeout"));
                return true;
            default:
                await Task.Delay(Shortest + (More * turn), time, context.RequestAborted);
                return false;
        }
    }
}
