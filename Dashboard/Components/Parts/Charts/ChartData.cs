using ApnaKart.Watch.Collectors.Store;

namespace ApnaKart.Watch.Dashboard.Components.Parts.Charts;

/// <summary>What one chart draws.</summary>
/// <param name="Unit">As in <c>Signal.Unit</c>; one unit for all lines and limits.</param>
/// <param name="GapAfter">Two points further apart than this have a gap between them: nobody knows what was there.</param>
/// <param name="Note">A sentence under the chart, or empty.</param>
public sealed record ChartData(
    string Title,
    string Unit,
    DateTimeOffset From,
    DateTimeOffset To,
    TimeSpan GapAfter,
    IReadOnlyList<ChartLine> Lines,
    IReadOnlyList<ChartLimit> Limits,
    IReadOnlyList<ChartMark> Marks,
    string Note);

/// <summary>One series.</summary>
/// <param name="Class">Its colour, in the style sheets.</param>
public sealed record ChartLine(string Name, string Class, IReadOnlyList<Point> Points);

/// <summary>A limit, as a line with a band on its bad side.</summary>
/// <param name="LowerIsWorse">The bad side is below.</param>
public sealed record ChartLimit(string Name, string Class, double Value, bool LowerIsWorse);

/// <summary>Something that happened.</summary>
public sealed record ChartMark(DateTimeOffset Time, string Icon, string Class, string Text);
