using System.Net;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>
/// Keeps other sites out of unsafe calls: a page elsewhere that makes the browser call this machine has a foreign Origin, and
/// one that has pointed its own name here has a Host that is none of this machine's.
/// </summary>
public static class LoopbackGuard
{
    public static bool Allows(HttpRequest request) =>
        IsLoopback(request.Host.Host) && request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host) && SamePort(from, request));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool SamePort(Uri from, HttpRequest request) => from.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));
}
