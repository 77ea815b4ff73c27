using System.Globalization;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>One reason why nodes were refused to a pod.</summary>
/// <param name="Nodes">How many nodes it refused.</param>
/// <param name="Room">Whether it is want of room, or a node that fails: what more or better nodes would mend.</param>
internal sealed record Refusal(string Reason, int Nodes, bool Room);

/// <summary>Reads the scheduler's sentence: <c>0/9 nodes are available: 2 Insufficient cpu, 7 node(s) had untolerated taint {…}.</c></summary>
internal static class SchedulingWords
{
    private static readonly Regex Part = Linear.Pattern(
        @"(?<nodes>[0-9]+) (?<reason>Insufficient [\w./-]*\w|Too many pods|node\(s\) had untolerated taints? ?\{[^}]*\}|node\(s\) had volume node affinity conflict"
        + @"|node\(s\) were unschedulable|node\(s\) [^,{]+?)(,|\.? ?$|\. )");

    private static readonly string[] Scarce = ["Insufficient cpu", "Insufficient memory", "Insufficient ephemeral-storage", "Insufficient pods", "Too many pods", "node(s) were unschedulable"];
    private static readonly string[] Failing = ["not-ready", "unreachable", "disk-pressure", "memory-pressure", "pid-pressure", "network-unavailable"];

    /// <summary>Every reason that is understood, without what is said about preemption.</summary>
    public static IReadOnlyList<Refusal> Read(string? message)
    {
        if (message is null || message.IndexOf("available:", StringComparison.Ordinal) is not (>= 0 and var colon))
            return [];
        var words = message[(colon + "available:".Length)..];
        var preemption = words.IndexOf("preemption:", StringComparison.Ordinal);
        return
        [
            .. Part.Matches(preemption < 0 ? words : words[..preemption].TrimEnd()).Select(match =>
            {
                var reason = match.Groups["reason"].Value.Trim();
                return new Refusal(reason, int.TryParse(match.Groups["nodes"].ValueSpan, CultureInfo.InvariantCulture, out var nodes) ? nodes : 0, IsRoom(reason));
            }),
        ];
    }

    private static bool IsRoom(string reason) => Scarce.Contains(reason, StringComparer.Ordinal)
        || (reason.Contains("untolerated taint", StringComparison.Ordinal) && Failing.Any(word => reason.Contains($"node.kubernetes.io/{word}", StringComparison.Ordinal)));
}
