using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>
/// Says from the runtime's words why a pull failed. References and addresses are taken out first: a tag may hold 429, a
/// path may hold "denied".
/// </summary>
public static class ImagePullClassifier
{
    // Addresses, containerd 1.6's [manifests TAG], quoted references, bare references with a host, digests.
    private static readonly Regex Noise = Linear.Pattern("""https?://[^\s"]+|\[manifests [^\]]+\]|"[^"\s]+"|\b[a-z0-9][\w.-]*\.[a-z]{2,}(:\d+)?/[\w./@:-]*\w|sha256:[0-9a-f]+""");
    private static readonly Regex Throttled = Linear.Pattern(@"toomanyrequests|too many requests|\b429\b|rate exceeded|pull QPS exceeded|ThrottlingException|RequestLimitExceeded", ignoreCase: true);
    private static readonly Regex Invalid = Linear.Pattern("couldn't parse image (name|reference)|invalid reference format", ignoreCase: true);
    private static readonly Regex Platform = Linear.Pattern("no match for platform in manifest|no matching manifest for|exec format error", ignoreCase: true);
    private static readonly Regex Disk = Linear.Pattern("no space left on device|failed to (extract|apply) layer.*(space|quota)|disk quota exceeded", ignoreCase: true);
    private static readonly Regex Network = Linear.Pattern("i/o timeout|connection refused|connection reset|no such host|server misbehaving|TLS handshake timeout|x509:|context deadline exceeded|unexpected EOF|network is unreachable|no route to host|502 Bad Gateway|503 Service Unavailable|504 Gateway Time", ignoreCase: true);
    private static readonly Regex Denied = Linear.Pattern("403 Forbidden|401 Unauthorized|no basic auth credentials|authorization failed|pull access denied|denied:|not authorized to perform: ecr:|AccessDenied|token has expired|failed to fetch (oauth|anonymous) token|insufficient_scope", ignoreCase: true);
    private static readonly Regex NotFound = Linear.Pattern(@"manifest unknown|name unknown|repository .*(not found|does not exist)|404 Not Found|code = NotFound|: not found\s*$", ignoreCase: true);
    private static readonly Regex Signature = Linear.Pattern("signature validation failed", ignoreCase: true);

    private static readonly (Regex Pattern, ImagePullClass Class)[] Table =
    [
        (Throttled, ImagePullClass.Throttled),
        (Invalid, ImagePullClass.Invalid),
        (Platform, ImagePullClass.Platform),
        (Disk, ImagePullClass.Disk),
        (Network, ImagePullClass.Network),
        (Denied, ImagePullClass.Denied),
        (NotFound, ImagePullClass.NotFound),
        (Signature, ImagePullClass.Signature),
    ];

    private const string Folded = "(combined from similar events): ";

    /// <summary>Whether a waiting reason says that the image is not there.</summary>
    public static bool IsPullReason(string reason) => reason is "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull"
        or "ImageInspectError" or "RegistryUnavailable" or "SignatureValidationFailed";

    /// <summary>What a waiting message tells of the cause; null when it only tells of the back-off.</summary>
    public static string? CauseIn(string reason, string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
            return null;
        if (reason != "ImagePullBackOff")
            return message;
        const string marker = "ErrImagePull: ";
        return message.IndexOf(marker, StringComparison.Ordinal) is var at and >= 0 ? message[(at + marker.Length)..] : null;
    }

    /// <summary>What an event tells of the cause; null when it is none of a failed pull of this image.</summary>
    public static string? CauseInEvent(string message, string image)
    {
        var text = message.StartsWith(Folded, StringComparison.Ordinal) ? message[Folded.Length..] : message;
        var start = $"Failed to pull image \"{image}\": ";
        return text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;
    }

    /// <param name="cause">The runtime's words, or null when they are not known.</param>
    public static ImagePullClass Classify(string reason, string? cause, string image)
    {
        switch (reason)
        {
            case "InvalidImageName": return ImagePullClass.Invalid;
            case "SignatureValidationFailed": return ImagePullClass.Signature;
            case "RegistryUnavailable": return ImagePullClass.Network;
        }

        if (string.IsNullOrEmpty(cause))
            return ImagePullClass.Other;
        var text = Normalise(cause, image);
        foreach (var (pattern, found) in Table)
        {
            if (pattern.IsMatch(text))
                return found;
        }

        return ImagePullClass.Other;
    }

    private static string Normalise(string cause, string image)
    {
        var text = cause.Replace(Folded, "", StringComparison.Ordinal);
        if (image.Length > 0)
            text = text.Replace(image, "<img>", StringComparison.Ordinal);
        return Noise.Replace(text, "<ref>");
    }
}
