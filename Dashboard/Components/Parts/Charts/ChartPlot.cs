using System.Globalization;
using ApnaKart.Watch.Collectors.Store;

namespace ApnaKart.Watch.Dashboard.Components.Parts.Charts;

/// <summary>The geometry of a chart, in a box of <see cref="Width"/> by <see cref="Height"/>. What was not measured is not drawn.</summary>
public sealed class ChartPlot(ChartData data)
{
    public const double Width = 1000;
    public const double Height = 200;
    private static readonly double[] Round = [1, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>The value at the foot of the chart.</summary>
    public double Low { get; } = Math.Min(0, Values(data).DefaultIfEmpty(0).Min());

    /// <summary>The value at its top: a round number above everything that is drawn.</summary>
    public double High { get; } = Top(data.Unit, Values(data).DefaultIfEmpty(0).Max());

    public double X(DateTimeOffset time) => Width * Share(time);

    /// <summary>0 at the left edge, 1 at the right.</summary>
    public double Share(DateTimeOffset time) => Math.Clamp((time - data.From) / (data.To - data.From), 0, 1);

    public double Y(double value) => Height * (1 - Math.Clamp((value - Low) / (High - Low), 0, 1));

    /// <summary>
    /// The unbroken pieces of a line, each as the points of a polyline. It goes in steps: a value holds until the next is
    /// written, and no longer than a gap.
    /// </summary>
    public IReadOnlyList<string> Pieces(ChartLine line) => [.. Runs(line).Select(Steps)];

    /// <summary>Where no line of the chart has a value: from and to, as shares of the width.</summary>
    public IReadOnlyList<(double From, double To)> Gaps
    {
        get
        {
            var times = data.Lines.SelectMany(line => line.Points).Where(Drawn).Select(point => point.Time).Distinct().Order().ToList();
            if (times.Count == 0)
                return [(0, 1)];
            var gaps = times.Zip(times.Skip(1).Append(data.To)).Where(pair => pair.Second - pair.First > data.GapAfter)
                .Select(pair => (Share(pair.First + data.GapAfter), Share(pair.Second)));
            return times[0] - data.From > data.GapAfter ? [(0, Share(times[0])), .. gaps] : [.. gaps];
        }
    }

    /// <summary>The box of a limit's bad side.</summary>
    public (double Y, double Height) Band(ChartLimit limit)
    {
        var edge = Y(limit.Value);
        return limit.LowerIsWorse ? (edge, Height - edge) : (0, edge);
    }

    private List<List<Point>> Runs(ChartLine line)
    {
        var runs = new List<List<Point>>();
        foreach (var point in line.Points.Where(Drawn).OrderBy(point => point.Time))
        {
            if (runs.Count == 0 || point.Time - runs[^1][^1].Time > data.GapAfter)
                runs.Add([]);
            runs[^1].Add(point);
        }
        return runs;
    }

    private bool Drawn(Point point) => double.IsFinite(point.Value) && point.Time >= data.From && point.Time <= data.To;

    private string Steps(List<Point> run)
    {
        var corners = new List<string>();
        for (var index = 0; index < run.Count; index++)
        {
            var until = index + 1 < run.Count ? run[index + 1].Time : Min(data.To, run[index].Time + data.GapAfter);
            corners.Add(Text(X(run[index].Time), Y(run[index].Value)));
            corners.Add(Text(X(until), Y(run[index].Value)));
        }
        return string.Join(' ', corners);
    }

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static string Text(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");

    private static IEnumerable<double> Values(ChartData data) =>
        data.Lines.SelectMany(line => line.Points).Select(point => point.Value).Where(double.IsFinite).Concat(data.Limits.Select(limit => limit.Value));

    private static double Top(string unit, double highest)
    {
        if (unit is "ratio" or "flag" && highest is > 0.4 and <= 1)
            return 1;
        var wanted = Math.Max(highest * 1.15, unit == "ratio" ? 0.05 : 1);
        var size = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return Round.Select(step => step * size).First(round => round >= wanted);
    }
}
