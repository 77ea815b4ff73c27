using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components.Wording;

namespace ApnaKart.Watch.Dashboard.Components.Parts.Tiles;

/// <summary>One cluster or region in the strip above the tiles.</summary>
/// <param name="Status">The worst of the judged scenarios there; unknown before healthy.</param>
/// <param name="Said">How many scenarios have that status there.</param>
/// <param name="DataAt">When the oldest data of its streams was fresh, in whole seconds; null when a stream never delivered.</param>
/// <param name="StaleAfter">Seconds.</param>
/// <param name="Figures">Such as its pods.</param>
public sealed record ScopeCard(string Region, string Cluster, string? Role, string Status, int Said, int Streams, int Delivering, DateTimeOffset? DataAt, double StaleAfter, IReadOnlyList<FigureReport> Figures)
{
    private static readonly string[] WorstFirst = ["critical", "degraded", "unknown", "healthy"];

    /// <summary>The strip, primary regions first, else in the order of the configuration.</summary>
    public static IReadOnlyList<ScopeCard> Of(BoardReport board, IReadOnlyList<StreamHealth> streams, DateTimeOffset now)
    {
        var judged = board.Scenarios.Where(tile => tile.Status != "notCollected").SelectMany(tile => tile.Scopes)
            .ToLookup(scope => (scope.Region, scope.Cluster));
        return board.Regions.SelectMany(region => region.Clusters.Select(cluster => (Region: region.Name, Cluster: cluster.Name)))
            .Union(judged.Select(scope => scope.Key)).Union(streams.Where(stream => stream.Scope.Region.Length > 0).Select(stream => (stream.Scope.Region, stream.Scope.Cluster)))
            .Select(key => Card(key.Region, key.Cluster, [.. judged[key]], [.. streams.Where(stream => (stream.Scope.Region, stream.Scope.Cluster) == key)], board, now))
            .OrderBy(card => card.Role == "primary" ? 0 : 1)
            .ToList();
    }

    private static ScopeCard Card(string region, string cluster, List<ScopeReport> verdicts, List<StreamHealth> streams, BoardReport board, DateTimeOffset now)
    {
        var status = WorstFirst.FirstOrDefault(word => verdicts.Exists(verdict => verdict.Status == word)) ?? "unknown";
        var place = board.Regions.FirstOrDefault(known => known.Name == region);
        var oldest = streams.Exists(stream => stream.Age is null) ? null : streams.Max(stream => stream.Age);
        return new ScopeCard(
            region, cluster, place?.Role, status, verdicts.Count(verdict => verdict.Status == status),
            streams.Count, streams.Count(stream => stream.State == "ok"),
            oldest is { } age ? DateTimeOffset.FromUnixTimeSeconds(Ages.Coarse(now - age)!.Value) : null,
            streams.Select(stream => 3 * stream.Interval.TotalSeconds).DefaultIfEmpty(0).Min(),
            place?.Clusters.FirstOrDefault(known => known.Name == cluster)?.Figures ?? []);
    }
}
