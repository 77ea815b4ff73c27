using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>A denial by AWS, taken apart.</summary>
/// <param name="Rule">Which text it was, <c>R1</c> to <c>R7</c>.</param>
/// <param name="Line">The line that says it.</param>
internal sealed record Denial(string Rule, string Line, string? Role = null, string? Session = null, string? Action = null, string? Resource = null);

/// <summary>Finds denials by AWS in what programs say. A 403 of Kubernetes, a connection that fails and a throttled call are none.</summary>
internal static class DenialWords
{
    private static readonly Regex Kubernetes = Linear.Pattern(@"\bcannot (get|list|watch|create|update|patch|delete|deletecollection|impersonate) resource\b|User ""system:");
    private static readonly Regex Assume = Linear.Pattern("Not authorized to perform:? sts:AssumeRoleWithWebIdentity", ignoreCase: true);
    private static readonly Regex Provider = Linear.Pattern("No OpenIDConnect provider found", ignoreCase: true);
    private static readonly Regex Audience = Linear.Pattern("Incorrect token audience", ignoreCase: true);
    private static readonly Regex Right = Linear.Pattern(@"(User|Role): arn:aws[\w-]*:(sts::\d+:assumed-role|iam::\d+:role)/(?<role>[^/ ]+)(/(?<session>[^ ]+))? is not authorized to perform: (?<action>[\w-]+:\w+)( on resource: ""?(?<resource>[^\s""]+))?");
    private static readonly Regex Expired = Linear.Pattern("ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired");
    private static readonly Regex Nothing = Linear.Pattern("Unable to locate credentials|NoCredentialProviders|no EC2 IMDS role found|CredentialsProviderError|Unable to load (AWS )?credentials|failed to refresh cached credentials");
    private static readonly Regex Generic = Linear.Pattern(@"\bAccessDenied(Exception|Fault)?\b|\bUnauthorizedOperation\b");

    /// <summary>The first denial in a text of many lines; null when there is none.</summary>
    public static Denial? In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && OfLine(line.Trim()) is { } denial)
                return denial;
        }

        return null;
    }

    private static Denial? OfLine(string line)
    {
        if (Kubernetes.IsMatch(line))
            return null;
        if (Right.Match(line) is { Success: true } match)
            return new Denial("R4", line, Part(match, "role"), Part(match, "session"), Part(match, "action"), Part(match, "resource"));
        return Assume.IsMatch(line) ? new Denial("R1", line, Action: "sts:AssumeRoleWithWebIdentity")
            : Provider.IsMatch(line) ? new Denial("R2", line)
            : Audience.IsMatch(line) ? new Denial("R3", line)
            : Expired.IsMatch(line) ? new Denial("R5", line)
            : Nothing.IsMatch(line) ? new Denial("R6", line)
            : Generic.IsMatch(line) ? new Denial("R7", line)
            : null;
    }

    private static string? Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;
}
