using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Shows what changed in a ConfigMap, line by line, from values that are redacted already.</summary>
public static class ConfigDiff
{
    private const int MostLines = 20;
    private const int LongestLine = 200;

    /// <summary>Lines starting with - or +, each with its key; null when the values are not kept.</summary>
    public static string? Of(ConfigMapChange change)
    {
        if (change is not { Before.Values: { } before, After.Values: { } after })
            return null;
        var lines = new List<string>();
        foreach (var key in change.Keys)
        {
            var (old, next) = (Lines(before, key), Lines(after, key));
            var removed = Without(old, next);
            var added = Without(next, old);
            if (removed.Count == 0 && added.Count == 0)
                (removed, added) = (["[redacted]"], ["[redacted]"]);
            lines.AddRange(removed.Select(line => Line('-', key, line)));
            lines.AddRange(added.Select(line => Line('+', key, line)));
        }

        return lines.Count == 0 ? null : string.Join('\n', lines.Take(MostLines));
    }

    private static string Line(char mark, string key, string line)
    {
        var text = $"{mark}{key}: {line}";
        return text.Length <= LongestLine ? text : $"{text[..LongestLine]}…";
    }

    private static string[] Lines(IReadOnlyDictionary<string, KeptValue> values, string key) =>
        values.TryGetValue(key, out var value) ? value.Text.Split('\n') : [];

    /// <summary>The lines of one that the other does not have, each as often as it is missing.</summary>
    private static List<string> Without(string[] lines, string[] other)
    {
        var left = other.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var line in lines)
        {
            if (left.TryGetValue(line, out var count) && count > 0)
                left[line] = count - 1;
            else
                missing.Add(line);
        }

        return missing;
    }
}
