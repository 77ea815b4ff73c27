using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What went wrong with a request, as far as it changes what is done next.</summary>
internal enum FailureKind
{
    /// <summary>The kubeconfig or the credentials in it cannot be used.</summary>
    Config,

    /// <summary>No connection, no answer in time, or an answer that broke off.</summary>
    Unreachable,

    /// <summary>5xx.</summary>
    Server,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotServed,

    /// <summary>410, or a resourceVersion that the server does not know yet.</summary>
    Expired,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>An answer that is not what the API promises.</summary>
    Unusable,
}

/// <summary>A failed request. The message names the cluster and the stream, and is fit to be shown.</summary>
internal sealed class ApiFailure(FailureKind kind, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>How long the server (or our own care for it) asks us to wait at least.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public UnknownCause Cause => Kind switch
    {
        FailureKind.Unauthorized or FailureKind.Forbidden => UnknownCause.Denied,
        FailureKind.NotServed => UnknownCause.NotPublished,
        FailureKind.Throttled => UnknownCause.Throttled,
        FailureKind.Unreachable or FailureKind.Server or FailureKind.Expired => UnknownCause.SourceDown,
        _ => UnknownCause.CollectorError,
    };
}
