using System.Globalization;
using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>Durations as people write them in seeds: <c>20s</c>, <c>5m</c>, <c>1h30m</c>.</summary>
public static partial class Durations
{
    /// <summary>Reads hours, minutes and seconds, in this order, each whole and each at most once.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Form().Match(text);
        if (text.Length == 0 || !match.Success)
            return false;
        duration = new TimeSpan(Part(match, "h"), Part(match, "m"), Part(match, "s"));
        return true;
    }

    private static int Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,4})m)?(?:(?<s>[0-9]{1,6})s)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
