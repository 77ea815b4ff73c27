using System.Globalization;

namespace ApnaKart.Watch.Benchmarks;

/// <summary>Something that is measured against figures that must hold. One class per benchmark, named in <see cref="Entry"/>.</summary>
internal interface IBenchmark
{
    /// <summary>How it is called on the command line.</summary>
    string Verb { get; }

    string Title { get; }

    /// <summary>Measures, and gives each figure as soon as it is known.</summary>
    IAsyncEnumerable<Figure> RunAsync(CancellationToken cancellation);
}

/// <summary>One measured number.</summary>
/// <param name="Passed">Against its limit; null when it has none.</param>
internal sealed record Figure(string Name, double Value, string Unit, bool? Passed, string Limit)
{
    public static Figure AtLeast(string name, double value, double limit, string unit) => new(name, value, unit, value >= limit, $"at least {Say(limit)}");

    public static Figure AtMost(string name, double value, double limit, string unit) => new(name, value, unit, value <= limit, $"at most {Say(limit)}");

    public static Figure Seen(string name, double value, string unit) => new(name, value, unit, null, "");

    /// <summary>The value below which a share of all lies; of few values one of them, never something between.</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)Math.Ceiling((values.Count - 1) * share));

    public override string ToString() => $"{Name,-44} {Say(Value),12} {Unit,-12} {Word} {Limit}".TrimEnd();

    private string Word => Passed switch { true => "pass", false => "FAIL", null => "" };

    private static string Say(double value) => value.ToString(value >= 1000 ? "N0" : "0.###", CultureInfo.InvariantCulture);
}
