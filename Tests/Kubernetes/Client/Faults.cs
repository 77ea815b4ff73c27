using Microsoft.AspNetCore.Http;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>Ways in which an API server, or what stands before it, goes wrong.</summary>
public static class Faults
{
    public static Func<HttpContext, Task> HangBeforeHeaders => context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    public static Func<HttpContext, Task> HangInBody(string beginning) => async context =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(beginning, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    };

    public static Func<HttpContext, Task> Status(int code, string body = "", string type = "application/json", string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = type;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>As the API server writes it.</summary>
    public static Func<HttpContext, Task> ApiStatus(int code, string reason, string message) =>
        Status(code, $$"""{"kind":"Status","status":"Failure","code":{{code}},"reason":"{{reason}}","message":"{{message}}"}""");

    /// <summary>The body is sent as it stands and the answer ends in good order.</summary>
    public static Func<HttpContext, Task> Body(string body) => Status(200, body);

    /// <summary>The connection breaks in the middle of the body.</summary>
    public static Func<HttpContext, Task> Abort(string beginning) => async context =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(beginning, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // The reset must not overtake what was sent.
        await Task.Delay(TimeSpan.FromSeconds(0.05), TimeProvider.System, context.RequestAborted);
        context.Abort();
    };

    /// <summary>The lines, then silence; or the end, when told to close.</summary>
    public static Func<HttpContext, Task> Lines(bool close, params string[] lines) => async context =>
    {
        context.Response.ContentType = "application/json";
        foreach (var line in lines)
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (!close)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    };

    public static string ErrorLine(int code, string reason, string message) =>
        $$$"""{"type":"ERROR","object":{"kind":"Status","code":{{{code}}},"reason":"{{{reason}}}","message":"{{{message}}}"}}""";

    public static string AddedLine(string name, long version) =>
        $$$$"""{"type":"ADDED","object":{"metadata":{"name":"{{{{name}}}}","resourceVersion":"{{{{version}}}}"}}}""";
}
