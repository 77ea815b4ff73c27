using System.Globalization;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>Durations as Go writes them: <c>1h2m3.5s</c>, <c>62.418s</c>, <c>178ms</c>.</summary>
internal static class GoDuration
{
    private static readonly Regex Long = Linear.Pattern(@"^((?<hours>\d{1,4})h)?((?<minutes>\d{1,2})m)?((?<seconds>\d{1,6}(\.\d{1,9})?)s)?$");
    private static readonly Regex Short = Linear.Pattern(@"^(?<amount>\d{1,6}(\.\d{1,9})?)(?<unit>ms|µs|us|ns)$");

    /// <summary>The duration, or null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Short.Match(text) is { Success: true } small)
        {
            var amount = Number(small.Groups["amount"]);
            return TimeSpan.FromMilliseconds(small.Groups["unit"].Value switch { "ms" => amount, "ns" => amount / 1_000_000, _ => amount / 1000 });
        }

        return text.Length > 0 && Long.Match(text) is { Success: true } match
            ? TimeSpan.FromSeconds((Number(match.Groups["hours"]) * 3600) + (Number(match.Groups["minutes"]) * 60) + Number(match.Groups["seconds"]))
            : null;
    }

    private static double Number(Group group) => group.Success ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
}
