using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>Says what a fault or an answer means. One place for all of them.</summary>
internal static class StepClassifier
{
    /// <summary>What an API server says when its store does not answer. A store that hangs is not named at all: only its connection is.</summary>
    private static readonly string[] StoreWords = ["etcdserver:", "rpc error: code = Unavailable", "keepalive ping failed", "getting data from etcd"];

    /// <summary>Checks that fail while a server starts or goes, which is ordinary life.</summary>
    private static readonly string[] Transient = ["shutdown", "informer-sync", "poststarthook/"];

    public static string OfFault(Exception error) => error switch
    {
        TimeoutException => ProbeClasses.Hang,
        ApiFailure { Kind: FailureKind.Config } or CredentialsException => ProbeClasses.Config,
        _ when Find<SocketException>(error) is { } socket => OfSocket(socket.SocketErrorCode),
        _ when Find<AuthenticationException>(error) is not null => ProbeClasses.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ProbeClasses.Dns,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ProbeClasses.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => ProbeClasses.Connect,
        HttpRequestException or IOException => ProbeClasses.Reset,
        OperationCanceledException => ProbeClasses.Connect,
        _ => ProbeClasses.Other,
    };

    /// <summary>Null when the answer is well for an ordinary read.</summary>
    public static string? OfAnswer(int code, string body) => code switch
    {
        >= 200 and < 300 => null,
        401 => ProbeClasses.Unauthorized,
        403 => ProbeClasses.Forbidden,
        429 => ProbeClasses.Overload,
        >= 500 => SpeaksOfStore(body) ? ProbeClasses.Store : ProbeClasses.ServerError,
        _ => ProbeClasses.Other,
    };

    public static bool SpeaksOfStore(string text) => StoreWords.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of the checks that fail in a verbose body of a health path.</summary>
    public static IReadOnlyList<string> FailingChecks(string? body) =>
    [
        .. (body ?? "").Split('\n').Where(line => line.StartsWith("[-]", StringComparison.Ordinal))
            .Select(line => SafeText.Line(line[3..].Split(' ')[0], 100)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(20),
    ];

    public static bool IsTransient(string check) => Transient.Any(start => check.StartsWith(start, StringComparison.Ordinal));

    public static bool IsStore(string check) => check.StartsWith("etcd", StringComparison.Ordinal);

    /// <summary>The message of a Status, or the beginning of whatever else it is.</summary>
    public static string Words(string body)
    {
        try
        {
            if (body.TrimStart().StartsWith('{') && JsonSerializer.Deserialize(body, ApiJson.Default.ApiStatus) is { Message: { Length: > 0 } message })
                return SafeText.Line(message, 300);
        }
        catch (JsonException)
        {
            return SafeText.Line(body, 200); // No JSON after all: its beginning is shown as it is.
        }

        return SafeText.Line(body, 200);
    }

    private static string OfSocket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ProbeClasses.Dns,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ProbeClasses.Reset,
        _ => ProbeClasses.Connect,
    };

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
                return found;
        }

        return null;
    }
}
