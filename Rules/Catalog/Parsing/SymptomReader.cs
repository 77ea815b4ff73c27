using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads the symptoms of a seed and checks that their limits make sense.</summary>
internal static class SymptomReader
{
    private static readonly string[] Units = ["count", "seconds", "ratio", "flag"];

    public static Dictionary<string, SymptomSeed> Read(Block? block)
    {
        var symptoms = block?.Entries().ToDictionary(entry => entry.Name, entry => Symptom(entry.Block), StringComparer.Ordinal) ?? [];
        if (block is not null && symptoms.Count == 0)
            block.Ledger.Fault(block.Place(""), "at least one symptom is expected");
        return symptoms;
    }

    private static SymptomSeed Symptom(Block block)
    {
        var title = block.Text("title");
        var unit = block.Text("unit");
        if (unit.Length > 0 && !Units.Contains(unit))
            block.Fault("unit", $"'{unit}' is no unit: {string.Join(", ", Units)} are{Nearest.Hint(unit, Units)}");
        var weight = block.Number("weight", "ratio", Tunable.NoShare);
        var edges = Edges(block, unit);
        var signal = block.Scalar("signal");
        if (signal is not null && !Known.All.ContainsKey(signal))
            block.Fault("signal", $"there is no signal '{signal}'{Nearest.Hint(signal, Known.All.Keys)}");
        block.Close();
        return new SymptomSeed(title, unit, weight, edges, signal);
    }

    private static Edges Edges(Block block, string unit)
    {
        double Edge(string name, string? fallback = null) => block.Number(name, unit, number => OutOfUnit(number, unit), fallback);
        string Same(double edge) => edge.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var degraded = Edge("degraded");
        var critical = Edge("critical");
        var edges = new Edges(degraded, critical, Edge("degradedLeave", Same(degraded)), Edge("criticalLeave", Same(critical)));
        if (degraded == critical)
            block.Fault("critical", $"{critical} is the same as degraded: nothing would lie between");
        var sign = critical < degraded ? -1 : 1;
        if (sign * edges.DegradedLeave > sign * degraded)
            block.Fault("degradedLeave", "lies on the bad side of degraded: what enters would leave at once");
        if (sign * edges.CriticalLeave > sign * critical)
            block.Fault("criticalLeave", "lies on the bad side of critical: what enters would leave at once");
        if (sign * edges.CriticalLeave < sign * edges.DegradedLeave)
            block.Fault("criticalLeave", "lies beyond degradedLeave: critical would last longer than degraded");
        return edges;
    }

    private static string? OutOfUnit(double number, string unit) => unit switch
    {
        "ratio" or "flag" when number is < 0 or > 1 => $"is no {unit}: 0 to 1 is expected",
        "count" or "seconds" when number < 0 => $"is less than 0 {unit}",
        _ => null,
    };
}
