namespace ApnaKart.Watch.Rules.Signals;

/// <summary>Why something is not known. Never an excuse to call it healthy.</summary>
public enum UnknownCause
{
    /// <summary>The source has not delivered its first complete answer yet.</summary>
    Starting,

    /// <summary>The source could not be reached, or it broke off.</summary>
    SourceDown,

    /// <summary>The source answered, and we could not use the answer.</summary>
    CollectorError,

    /// <summary>A permission is missing.</summary>
    Denied,

    /// <summary>The source asked us to come back later.</summary>
    Throttled,

    /// <summary>The data is older than its interval allows, without an error that says why.</summary>
    Late,

    /// <summary>The source does not publish this by design.</summary>
    NotPublished,
}

/// <summary>A gap in what is known, with its cause in words that name the thing.</summary>
/// <param name="Source">Who should have told us: <c>kubernetes/prod: pods</c>.</param>
/// <param name="Since">When it was known last, or when waiting began.</param>
public sealed record Unknown(UnknownCause Cause, string Source, string Message, DateTimeOffset Since);
