using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>A collector in one line: the worst of its streams speaks for it.</summary>
public static class SourceSummary
{
    /// <summary>From well to ill. A state that is not here is taken for the worst.</summary>
    private static readonly string[] Order = ["ok", "starting", "late", "denied", "throttled", "error", "down"];

    public static IReadOnlyList<SourceReport> Of(IReadOnlyList<StreamHealth> streams) =>
    [
        .. streams.GroupBy(stream => stream.Source, StringComparer.Ordinal)
            .OrderBy(source => source.Key, StringComparer.Ordinal)
            .Select(source => new SourceReport(
                source.Key,
                source.MaxBy(stream => Rank(stream.State))!.State,
                source.Max(stream => stream.Age) is { } age ? Math.Round(age.TotalSeconds, 3) : null,
                LastError(source))),
    ];

    private static int Rank(string state) => Array.IndexOf(Order, state) is >= 0 and var rank ? rank : Order.Length;

    private static string? LastError(IEnumerable<StreamHealth> streams) => streams
        .Where(stream => stream.LastError is not null)
        .OrderByDescending(stream => stream.LastErrorAt)
        .Select(stream => $"{stream.Stream}: {stream.LastError}")
        .FirstOrDefault();
}
