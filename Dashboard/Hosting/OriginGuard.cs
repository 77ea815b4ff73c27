using System.Net;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>
/// Refuses calls that a page of another site makes through a browser: methods that change something, and WebSockets. A
/// program that is not a browser sends no Origin and passes. The sandbox's calls need a loopback Host as well, so that a
/// name which an attacker points at this machine does not reach them.
/// </summary>
public sealed class OriginGuard(RequestDelegate next)
{
    private static readonly PathString Sandbox = "/api/v1/sandbox";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var unsafeMethod = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if (!unsafeMethod && !context.WebSockets.IsWebSocketRequest && !request.Headers.ContainsKey("Sec-WebSocket-Key"))
            return next(context);
        if (IsForeign(request))
            return Refuse(context, "This call came from a page of another site.");
        return unsafeMethod && request.Path.StartsWithSegments(Sandbox, StringComparison.OrdinalIgnoreCase) && !IsLoopback(request.Host)
            ? Refuse(context, "The sandbox takes calls only by a loopback address, such as 127.0.0.1.")
            : next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none"))
            return true;
        var origin = request.Headers.Origin.ToString();

        // Only the host is compared: behind a proxy that ends TLS the scheme differs.
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && new HostString(uri.Authority) == request.Host);
    }

    private static bool IsLoopback(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));

    private static Task Refuse(HttpContext context, string why) =>
        TypedResults.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
