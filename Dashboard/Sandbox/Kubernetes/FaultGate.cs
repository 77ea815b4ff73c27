using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Lets a request meet the fault that is in force for its resource.</summary>
internal static class FaultGate
{
    /// <returns>True when the fault has answered, so that nothing else must.</returns>
    public static async Task<bool> StopsAsync(HttpContext context, ApiFault fault, ApiPath? path, bool watch)
    {
        switch (fault)
        {
            case ApiFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                return true;
            case ApiFault.Drop:
                await context.Response.WriteAsync("{\"kind\":\"", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return true;
            case ApiFault.Unauthorized:
                await Status.WriteAsync(context, Status.Of(401, "Unauthorized", "Unauthorized"));
                return true;
            case ApiFault.Forbidden:
                await Status.WriteAsync(context, path is null
                    ? Status.Of(403, "Forbidden", $"forbidden: User \"watch\" cannot get path \"{context.Request.Path}\"")
                    : Status.Forbidden(path, watch ? "watch" : path.Name is null ? "list" : "get"));
                return true;
            case ApiFault.Throttle:
                context.Response.Headers.RetryAfter = "2";
                await Status.WriteAsync(context, Status.Of(429, "TooManyRequests", "Too many requests, please try again later.", new() { ["retryAfterSeconds"] = 2 }));
                return true;
            case ApiFault.Error when path is not null:
                await Status.WriteAsync(context, Status.Of(500, "InternalError", "Internal error occurred: etcdserver: request timed out"));
                return true;
            case ApiFault.Garbage when !watch:
                await Answer.BytesAsync(context, "{\"kind\":\"PodList\",\"items\":[{\"metadata\":<!doctype html>"u8.ToArray());
                return true;
            default:
                return false;
        }
    }
}
