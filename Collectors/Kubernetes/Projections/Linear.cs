using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Makes patterns that take linear time on any text: what they read comes from outside. Only named groups are kept.</summary>
internal static class Linear
{
    public static Regex Pattern(string pattern, bool ignoreCase = false) => ignoreCase
        ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)
        : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
