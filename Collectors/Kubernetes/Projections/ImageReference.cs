using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>An image reference taken apart.</summary>
/// <param name="Registry">The host, with its port; <c>docker.io</c> when none is named.</param>
/// <param name="Tag">Null when only a digest is given; <c>latest</c> when nothing is.</param>
/// <param name="Account">Of an ECR host, else null.</param>
/// <param name="Region">Of an ECR host, else null.</param>
public sealed record ImageReference(string Registry, string Repository, string? Tag, string? Digest, string? Account, string? Region)
{
    private static readonly Regex Ecr = Linear.Pattern(@"^(?<account>\d{12})\.dkr[.-]ecr(-fips)?\.(?<region>[a-z0-9-]+)\.(amazonaws\.com(\.cn)?|on\.aws)$");

    /// <summary>Reads a reference as container runtimes do. Any text gives some answer; whether it is valid the runtime decides.</summary>
    public static ImageReference Parse(string image)
    {
        var rest = image;
        string? digest = null;
        if (rest.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
            (rest, digest) = (rest[..at], rest[(at + 1)..]);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = slash > 0 && IsHost(rest[..slash]) ? rest[..slash] : "docker.io";
        var path = slash > 0 && IsHost(rest[..slash]) ? rest[(slash + 1)..] : rest;
        string? tag = null;
        if (path.LastIndexOf(':') is var colon and >= 0 && path.IndexOf('/', colon) < 0)
            (path, tag) = (path[..colon], path[(colon + 1)..]);
        if (host == "docker.io" && !path.Contains('/', StringComparison.Ordinal))
            path = $"library/{path}";
        var ecr = Ecr.Match(host);
        return new ImageReference(host, path, tag ?? (digest is null ? "latest" : null), digest, ecr.Success ? ecr.Groups["account"].Value : null, ecr.Success ? ecr.Groups["region"].Value : null);
    }

    /// <summary>Registry and repository as one text.</summary>
    public static string RepositoryOf(string image)
    {
        var parsed = Parse(image);
        return Objects.Interned.Of($"{parsed.Registry}/{parsed.Repository}");
    }

    private static bool IsHost(string part) => part == "localhost" || part.Contains('.', StringComparison.Ordinal) || part.Contains(':', StringComparison.Ordinal);
}
