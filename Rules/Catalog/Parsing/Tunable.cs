using System.Globalization;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads the values of a block that configuration may set, and writes each down as a limit in force.</summary>
internal static class Tunable
{
    /// <param name="fallback">What holds when it stands nowhere, and then it is another limit and not listed again; null when it must stand somewhere.</param>
    /// <param name="wrong">Says what is wrong with a number, or null.</param>
    public static double Number(this Block block, string name, string unit, Func<double, string?> wrong, string? fallback = null)
    {
        var value = Read(block, name, Setting(name), unit, fallback);
        if (value is null)
            return 0;
        if (!double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            block.Ledger.Fault(value.Place, $"a number is expected, not '{value.Text}'");
        else if (wrong(number) is { } sentence)
            block.Ledger.Fault(value.Place, $"{value.Text} {sentence}");
        return number;
    }

    public static TimeSpan Duration(this Block block, string name)
    {
        var value = Read(block, name, Setting(name), "duration", null);
        var duration = TimeSpan.Zero;
        if (value is not null && !Durations.TryParse(value.Text, out duration))
            block.Ledger.Fault(value.Place, $"a duration such as 20s, 5m or 1h30m is expected, not '{value.Text}'");
        return duration;
    }

    /// <summary>The raw text of a limit that a signature will bind.</summary>
    public static string Raw(this Block block, string name) => Read(block, name, name, "", null)?.Text ?? "";

    /// <summary>Greater than 0, at most 1.</summary>
    public static string? NoShare(double number) => number is > 0 and <= 1 ? null : "is not a share: greater than 0 and at most 1 is expected";

    private static Value? Read(Block block, string name, string setting, string unit, string? fallback)
    {
        var inFile = block.Scalar(name);
        var key = $"{block.Key}:{setting}";
        var set = block.Key is null ? null : block.Ledger.Override(key);
        var text = set ?? inFile ?? fallback;
        if (text is null)
        {
            block.Fault(name, "is missing");
            return null;
        }

        var origin = set is null ? LimitOrigin.Seed : LimitOrigin.Configuration;
        if (block.Key is not null && (set ?? inFile) is not null)
            block.Ledger.Limits.Add(Limit(key, text, unit, origin));
        return new Value(text.Trim(), set is null ? block.Place(name) : $"configuration {key}");
    }

    private static string Setting(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";

    private static LimitInForce Limit(string key, string text, string unit, LimitOrigin origin)
    {
        var parts = key.Split(':', 3);
        return parts[0] == "Scenarios"
            ? new LimitInForce(int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], text, unit, origin)
            : new LimitInForce(null, key[(parts[0].Length + 1)..], text, unit, origin);
    }

    private sealed record Value(string Text, string Place);
}
