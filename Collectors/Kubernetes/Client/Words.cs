using System.Net.Sockets;
using System.Security.Authentication;
using ApnaKart.Watch.Collectors.Text;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What a broken connection means, in words for people. Each way to fail has words of its own.</summary>
internal static class Words
{
    public static string Of(Exception error, Uri server) => Socket(error) switch
    {
        SocketError.ConnectionRefused => $"connection refused by {server.Authority}",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"there is no route to {server.Authority}",
        SocketError.TimedOut => $"no connection to {server.Authority} within the operating system's time",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unresolved(server),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => $"the connection to {server.Authority} was reset",
        _ => Other(error, server),
    };

    private static string Other(Exception error, Uri server) => error switch
    {
        OperationCanceledException => $"no connection to {server.Authority} in time",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unresolved(server),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"TLS with {server.Authority} failed: {Innermost(error)}",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            $"the answer of {server.Authority} broke off in the middle",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => $"what {server.Authority} answers is not HTTP",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => $"the proxy on the way to {server.Authority} refuses",
        _ => $"the connection to {server.Authority} broke: {Innermost(error)}",
    };

    private static string Unresolved(Uri server) => $"the name {server.Host} cannot be resolved";

    private static SocketError? Socket(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is SocketException socket)
                return socket.SocketErrorCode;
        }

        return null;
    }

    private static string Innermost(Exception error)
    {
        // The outermost TLS words say more than OpenSSL's own.
        var told = error;
        while (told.InnerException is { } inner && told is not AuthenticationException)
            told = inner;
        return SafeText.Line(told.Message, 300);
    }
}
