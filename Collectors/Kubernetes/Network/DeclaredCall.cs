using System.Globalization;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>
/// Somebody said that one workload calls a Service. Written as <c>payments/payments-api:8080</c>; without a namespace it is the
/// caller's, without a port it is every port. What cannot be read is no call.
/// </summary>
/// <param name="Port">Of the Service; null: all of them.</param>
public sealed record DeclaredCall(WorkloadKey From, ObjectKey To, int? Port)
{
    /// <summary>Where a workload says whom it calls, parted by commas.</summary>
    public const string Annotation = "apnakart.watch/calls";

    private static readonly Regex Target = Linear.Pattern(@"^((?<namespace>[a-z0-9][a-z0-9-]*)/)?(?<name>[a-z0-9][a-z0-9-]*)(:(?<port>\d{1,5}))?$");
    private static readonly Regex Configured = Linear.Pattern(@"^(?<namespace>[a-z0-9][a-z0-9-]*)/(?<name>[a-z0-9][a-z0-9.-]*) *-> *(?<target>[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*(:\d{1,5})?)$");

    /// <summary>The calls of one annotation.</summary>
    public static IEnumerable<DeclaredCall> Of(WorkloadKey from, string annotation) => annotation
        .Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(text => Read(from, text)).OfType<DeclaredCall>();

    /// <summary>Whether a line of the configuration can be read: <c>shop/checkout -> payments/payments-api:8080</c>.</summary>
    public static bool IsReadable(string line) => Configured.IsMatch(line);

    /// <summary>The call of one line of the configuration; null when the caller is not known.</summary>
    /// <param name="find">A workload by namespace and name.</param>
    public static DeclaredCall? Of(string line, Func<ObjectKey, WorkloadKey?> find) =>
        Configured.Match(line) is { Success: true } match && find(new ObjectKey(match.Groups["namespace"].Value, match.Groups["name"].Value)) is { } from
            ? Read(from, match.Groups["target"].Value)
            : null;

    private static DeclaredCall? Read(WorkloadKey from, string text)
    {
        if (Target.Match(text) is not { Success: true } match)
            return null;
        var space = match.Groups["namespace"] is { Success: true } named ? named.Value : from.Namespace;
        int? port = match.Groups["port"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : null;
        return new DeclaredCall(from, new ObjectKey(space, match.Groups["name"].Value), port);
    }
}
