using System.Globalization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>An autoscaler's metrics against their targets.</summary>
/// <param name="Ratio">The greatest; null when none is known.</param>
/// <param name="Unknown">The first metric without a value, or null.</param>
/// <param name="Lines">One for each metric, for people.</param>
internal sealed record HpaDemand(double? Ratio, string? Unknown, IReadOnlyList<string> Lines)
{
    public static HpaDemand Of(Hpa hpa)
    {
        var now = hpa.Status.CurrentMetrics.Where(metric => metric.Source is not null).ToLookup(metric => metric.Key);
        double? highest = null;
        string? unknown = null;
        var lines = new List<string>();
        foreach (var metric in hpa.Spec.Metrics)
        {
            var (target, current) = (metric.Source?.Target, now[metric.Key].FirstOrDefault()?.Source?.Current);
            var ratio = Ratios(target, current);
            if (ratio is null)
                unknown ??= Name(metric);
            else
                highest = Math.Max(highest ?? 0, ratio.Value);
            lines.Add($"{Name(metric)} {Words(current, target)} of {Words(target, target)}");
        }

        return new HpaDemand(highest, unknown, lines);
    }

    private static double? Ratios(HpaAmount? target, HpaAmount? current)
    {
        if (target is null || current is null)
            return null;
        if (target.AverageUtilization is > 0 and var percent)
            return current.AverageUtilization is { } used ? used / (double)percent : null;
        return Quantity.Read(target.AverageValue) is > 0 and var each
            ? Quantity.Read(current.AverageValue) / each
            : Quantity.Read(target.Value) is > 0 and var whole ? Quantity.Read(current.Value) / whole : null;
    }

    private static string Name(HpaMetric metric) => metric.Source?.Called is { Length: > 0 } name ? name : metric.Type;

    // In the unit of the target.
    private static string Words(HpaAmount? amount, HpaAmount? target) =>
        (target?.AverageUtilization is not null ? amount?.AverageUtilization?.ToString(CultureInfo.InvariantCulture) + " %"
            : target?.AverageValue is not null ? amount?.AverageValue : amount?.Value) is { Length: > 0 } words && words != " %" ? words : "unknown";
}
