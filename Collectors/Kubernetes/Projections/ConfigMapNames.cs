using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Recognises two names of what is one configuration: <c>web-config-7m8k2f4tbh</c> and <c>web-config-d9g5c6h2mt</c>.</summary>
public static class ConfigMapNames
{
    private static readonly Regex Kustomize = Linear.Pattern("-[2456789bcdfghkmt]{10}$");
    private static readonly Regex Version = Linear.Pattern(@"-v\d+$");
    private static readonly Regex Hex = Linear.Pattern(@"-[0-9a-f]{6,64}$");

    /// <summary>Whether both names differ only in the suffix that a tool puts there for each new content.</summary>
    public static bool SameBase(string left, string right) => left != right && Base(left) == Base(right);

    /// <summary>The name without such a suffix.</summary>
    public static string Base(string name)
    {
        foreach (var suffix in (ReadOnlySpan<Regex>)[Kustomize, Version, Hex])
        {
            if (suffix.Match(name) is { Success: true, Index: > 0 } match && (suffix != Hex || match.ValueSpan.ContainsAnyInRange('0', '9')))
                return name[..match.Index];
        }

        return name;
    }
}
