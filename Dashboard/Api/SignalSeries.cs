namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>A series, down-sampled.</summary>
/// <param name="Unit"><c>count</c>, <c>seconds</c>, <c>ratio</c> (0 to 1) or <c>flag</c> (0 or 1).</param>
/// <param name="StepSeconds">The length that one point stands for. A step without a sample has no point: that is a gap, not a zero.</param>
public sealed record SignalSeries(
    string Name,
    string Unit,
    string Help,
    string Resource,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    IReadOnlyList<SignalPoint> Points);

/// <summary>The mean of one step with its extremes.</summary>
public sealed record SignalPoint(DateTimeOffset Time, double Value, double Min, double Max);
