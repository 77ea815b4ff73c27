using System.Globalization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>Amounts as the API writes them: <c>100m</c>, <c>1.5</c>, <c>256Mi</c>, <c>421792499n</c>.</summary>
public static class Quantity
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["n"] = 1e-9,
        ["u"] = 1e-6,
        ["m"] = 1e-3,
        ["k"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["P"] = 1e15,
        ["E"] = 1e18,
        ["Ki"] = 1024d,
        ["Mi"] = 1024d * 1024,
        ["Gi"] = 1024d * 1024 * 1024,
        ["Ti"] = 1024d * 1024 * 1024 * 1024,
        ["Pi"] = 1024d * 1024 * 1024 * 1024 * 1024,
        ["Ei"] = 1024d * 1024 * 1024 * 1024 * 1024 * 1024,
    };

    /// <summary>The number, or null when the text is none.</summary>
    public static double? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return double.IsFinite(plain) ? plain : null;
        var digits = text.AsSpan().TrimEnd("numkKMGTPEi").Length;
        return Units.TryGetValue(text[digits..], out var unit) && double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * unit
            : null;
    }
}
