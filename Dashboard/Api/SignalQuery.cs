using System.Globalization;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>What is asked of a series, checked.</summary>
public sealed record SignalQuery(Signal Signal, Resource Resource, DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>The most points of one answer.</summary>
    public const int MostPoints = 2000;

    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    /// <summary>Steps that a person would choose, in seconds; past the last, whole hours.</summary>
    private static readonly int[] RoundSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    /// <summary>Reads the parameters of a request; without times the last hour, without a step one that gives at most 2,000 points.</summary>
    /// <returns>The query, or the problem that names the wrong parameter.</returns>
    public static (SignalQuery? Query, ProblemHttpResult? Problem) Read(IQueryCollection query, DateTimeOffset now)
    {
        if (!Known.All.TryGetValue(query["name"].ToString(), out var signal))
            return Wrong("name", $"There is no signal {Problems.Quote(query["name"])}.");
        if (!Resource.TryParse(query["resource"], out var resource))
            return Wrong("resource", $"{Problems.Quote(query["resource"])} is not a resource: kind/region/cluster/namespace/name is expected.");
        if (!TryTime(query["to"], now, out var to))
            return Wrong("to", $"{Problems.Quote(query["to"])} is not a time: ISO 8601 is expected, such as 2026-11-23T09:02:07Z.");
        if (!TryTime(query["from"], to - UsualLength, out var from))
            return Wrong("from", $"{Problems.Quote(query["from"])} is not a time: ISO 8601 is expected, such as 2026-11-23T09:02:07Z.");
        if (from >= to)
            return Wrong("from", "It must be before 'to'.");

        var least = LeastStep(to - from);
        if (!TryStep(query["step"], least, out var step))
            return Wrong("step", $"{Problems.Quote(query["step"])} is not a step: a length such as 15s, 5m or 1h is expected, a second at least.");
        return step < least && (to - from) / step > MostPoints
            ? Wrong("step", string.Create(CultureInfo.InvariantCulture, $"That is more than {MostPoints} points: {least.TotalSeconds:0}s or more is needed for this range."))
            : (new SignalQuery(signal, resource, from, to, step), null);
    }

    private static (SignalQuery?, ProblemHttpResult?) Wrong(string parameter, string why) => (null, Problems.Parameter(parameter, why));

    private static TimeSpan LeastStep(TimeSpan range)
    {
        var least = range.TotalSeconds / MostPoints;
        var round = Array.Find(RoundSteps, seconds => seconds >= least);
        return round > 0 ? TimeSpan.FromSeconds(round) : TimeSpan.FromHours(Math.Ceiling(least / 3600));
    }

    private static bool TryTime(string? text, DateTimeOffset otherwise, out DateTimeOffset time)
    {
        time = otherwise;
        return string.IsNullOrEmpty(text)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>Plain seconds, or a number with s, m, h or d.</summary>
    private static bool TryStep(string? text, TimeSpan otherwise, out TimeSpan step)
    {
        step = otherwise;
        if (string.IsNullOrEmpty(text))
            return true;
        var unit = "smhd".IndexOf(text[^1], StringComparison.Ordinal);
        var digits = unit < 0 ? text : text[..^1];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
            return false;
        step = TimeSpan.FromSeconds(count * (double)(unit switch { 1 => 60, 2 => 3600, 3 => 86400, _ => 1 }));
        return true;
    }
}
