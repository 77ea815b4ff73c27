using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>An autoscaler against its demand as a small table for the page: a line each, name and value parted by a tab.</summary>
internal static class HpaTable
{
    public static string Of(HpaReadings hpa)
    {
        var lines = new List<string>();
        void Add(string name, string? value) => lines.Add($"{name}\t{value ?? "not known"}");
        static string? Count(Reading reading) => reading.Value?.ToString("0", CultureInfo.InvariantCulture);

        Add("Replicas now", Count(hpa.Current));
        Add("Asked for", Count(hpa.Desired));
        Add("Bounds", $"{Count(hpa.Minimum) ?? "?"} to {Count(hpa.Maximum) ?? "?"}");
        Add("Demand against target", hpa.Demand.Value is { } demand ? HpaNotScaling.Percent(demand)
            : hpa.LastDemand.Value is { } last ? $"not known; {HpaNotScaling.Percent(last)} before it went blind" : null);
        Add("Wanted by demand", (hpa.Wanted ?? hpa.WantedWhenBlind)?.ToString("0", CultureInfo.InvariantCulture));
        foreach (var metric in (hpa.Current["metrics"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Add("Metric", metric);
        Add("Metrics API", hpa.Available.Value switch { null => null, > 0 => $"answers, nodes that report: {hpa.Available["nodes"]}", _ => "does not answer" });
        foreach (var lint in (hpa.Lints["lints"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Add("Configuration", lint);
        return string.Join('\n', lines);
    }
}
