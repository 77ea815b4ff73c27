using System.Globalization;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>Limits in words with their unit: <c>degraded from 1 %, critical from 50 %</c>.</summary>
public static class LimitWords
{
    public static string Of(SymptomSeed symptom)
    {
        var (degraded, critical) = (symptom.Edges.Degraded, symptom.Edges.Critical);
        if (string.Equals(symptom.Unit, "flag", StringComparison.Ordinal))
            return "critical when it holds";
        var from = critical < degraded ? "at or below" : "from";
        return degraded == critical
            ? $"critical {from} {Value(critical, symptom.Unit)}"
            : $"degraded {from} {Value(degraded, symptom.Unit)}, critical {from} {Value(critical, symptom.Unit)}";
    }

    /// <summary>A number of a unit: a ratio as percent, seconds with their sign.</summary>
    public static string Value(double value, string unit) => unit switch
    {
        "ratio" => $"{Number(value * 100)} %",
        "seconds" => $"{Number(value)} s",
        _ => Number(value),
    };

    private static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
}
