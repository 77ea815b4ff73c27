namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>
/// How containerd and the kubelet of 1.32 word a failed pull. Before containerd 1.7 a refusal is worded differently, and a
/// missing tag reads the same as a missing repository in both. Only "not found" keeps its gRPC code in front.
/// </summary>
internal static class PullTexts
{
    public static string NotFound(ImageName name) => $"rpc error: code = NotFound desc = {Resolve(name)}: {name.Reference}: not found";

    /// <summary>The registry answered 401 or 403.</summary>
    public static string Refused(ImageName name, int status, bool old)
    {
        var words = status == 403 ? "403 Forbidden" : "401 Unauthorized";
        if (old)
            return $"{Resolve(name)}: {OldStatus(name, words)}";
        return status == 403
            ? $"{Resolve(name)}: unexpected status from HEAD request to {Manifest(name)}: {words}"
            : $"{Resolve(name)}: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials";
    }

    /// <summary>Nobody listens there.</summary>
    public static string Refused(ImageName name) => $"{Dial(name)}: connect: connection refused";

    /// <summary>Nobody answers there.</summary>
    public static string TimedOut(ImageName name) => $"{Dial(name)}: i/o timeout";

    /// <param name="shape">0: refused while the tag is looked up; 1 and 2: while a blob or a manifest is read.</param>
    public static string Throttled(ImageName name, bool old, int shape)
    {
        const string words = "429 Too Many Requests";
        if (shape == 0)
            return old ? $"{Resolve(name)}: {OldStatus(name, words)}" : $"{Resolve(name)}: unexpected status from HEAD request to {Manifest(name)}: {words}";
        var part = shape == 1 ? "blobs" : "manifests";
        var url = $"https://{name.Host}/v2/{name.Path}/{part}/sha256:{Dice.Digest(name.Reference + part)}";
        return $"failed to pull and unpack image \"{name.Reference}\": failed to copy: httpReadSeeker: failed open: unexpected status code {url}: {words} - Server message: toomanyrequests: Rate exceeded";
    }

    private static string Resolve(ImageName name) =>
        $"failed to pull and unpack image \"{name.Reference}\": failed to resolve reference \"{name.Reference}\"";

    private static string OldStatus(ImageName name, string words) => $"pulling from host {name.Host} failed with status code [manifests {name.Tag}]: {words}";

    private static string Manifest(ImageName name) => $"https://{name.Host}/v2/{name.Path}/manifests/{name.Tag}";

    private static string Dial(ImageName name) =>
        $"{Resolve(name)}: failed to do request: Head \"{Manifest(name)}\": dial tcp 10.255.0.{(Dice.Hash(name.Host) % 200) + 10}:443";
}
