using System.Globalization;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>Measured values in words, with their unit.</summary>
public static class Amounts
{
    public const string NoData = "no data";

    /// <summary><c>75 %</c>, <c>48 s</c>, <c>yes</c>, <c>6</c>. What was not measured is "no data", never 0.</summary>
    public static string Text(double? value, string unit) => value is { } known && double.IsFinite(known)
        ? unit switch
        {
            "ratio" => $"{Number(known * 100)} %",
            "seconds" => Seconds(known),
            "flag" => known >= 0.5 ? "yes" : "no",
            _ => Number(known),
        }
        : NoData;

    /// <summary>Two decimals, or three where two would not make the score that is shown.</summary>
    public static string Formula(double impact, double match, int score)
    {
        var digits = (int)Math.Round(100 * (1 - Math.Round(impact, 2) * Math.Round(match, 2)), MidpointRounding.AwayFromZero) == score ? "0.00" : "0.000";
        return $"100 × (1 − {impact.ToString(digits, CultureInfo.InvariantCulture)} × {match.ToString(digits, CultureInfo.InvariantCulture)}) = {score}";
    }

    public static string Points(double points) => points.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)} %";

    /// <summary>Thousands apart by a thin space, at most one decimal.</summary>
    public static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>A share of 100 for a style: <c>37.5%</c>.</summary>
    public static string Css(double share) => Math.Clamp(share * 100, 0, 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Seconds(double value) => Math.Abs(value) < 10 && value != Math.Floor(value)
        ? $"{Number(value)} s"
        : (value < 0 ? "−" : "") + Ages.Text(TimeSpan.FromSeconds(Math.Abs(value)));
}
