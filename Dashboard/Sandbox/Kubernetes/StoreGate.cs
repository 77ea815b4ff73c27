using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>
/// While the store hangs, what needs it waits: reads without a resourceVersion, and writes. Reads that the server's cache may
/// answer, and watches, go on. Who waits too long is told of a broken connection, in words that name no store.
/// </summary>
internal static class StoreGate
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(36);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <returns>True when the request is answered.</returns>
    public static async Task<bool> StopsAsync(HttpContext context, SimCluster cluster, bool watch, TimeProvider time)
    {
        if (watch || (HttpMethods.IsGet(context.Request.Method) && context.Query("resourceVersion") is "0"))
            return false;
        var begin = time.GetTimestamp();
        while (cluster.StoreStands)
        {
            if (time.GetElapsedTime(begin) > Longest)
            {
                await Status.WriteAsync(context, Broken());
                return true;
            }

            await Task.Delay(Look, time, context.RequestAborted);
        }

        return false;
    }

    // The server gives no reason here.
    private static JsonObject Broken()
    {
        var status = Status.Of(500, "", "rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout");
        status.Remove("reason");
        return status;
    }
}
