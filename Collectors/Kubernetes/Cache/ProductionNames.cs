using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Says which namespaces count as production: all but those that a pattern of the configuration names.</summary>
/// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
public sealed class ProductionNames(IEnumerable<string> patterns)
{
    private readonly Regex[] _not = [.. patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking))];
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a namespace counts. Not safe to share between threads.</summary>
    public bool Includes(string name)
    {
        if (!_known.TryGetValue(name, out var included))
            _known[name] = included = !Array.Exists(_not, pattern => pattern.IsMatch(name));
        return included;
    }
}
