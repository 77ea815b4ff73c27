using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>Figures of a cluster for the regions strip, such as its pods. Whoever holds the live window supplies them.</summary>
public interface IScopeFigures
{
    /// <summary>What is known now; empty when nothing is. Cheap, and safe to call from any thread.</summary>
    IReadOnlyList<FigureReport> Of(Scope scope);
}

/// <summary>The regions strip: every configured cluster with what all scenarios together say of it.</summary>
public static class RegionSummary
{
    public static IReadOnlyList<RegionReport> Of(IReadOnlyList<ScenarioState> scenarios, EstateOptions estate, IScopeFigures? figures) =>
    [
        .. estate.Regions.Select(region => new RegionReport(
            region.Name,
            region.Role,
            [.. region.Clusters.Select(cluster => Cluster(new Scope(region.Name, cluster.Name), scenarios, figures))])),
    ];

    private static ClusterReport Cluster(Scope scope, IReadOnlyList<ScenarioState> scenarios, IScopeFigures? figures)
    {
        var judged = scenarios
            .SelectMany(scenario => scenario.Scopes.Where(state => state.Scope == scope).Select(state => (Scenario: scenario, State: state)))
            .Where(pair => pair.State.Status != Status.NotCollected)
            .ToList();
        var worst = judged
            .Where(pair => pair.State.Status is Status.Degraded or Status.Critical)
            .OrderBy(pair => pair.Scenario.ExplainedBy is not null)
            .ThenBy(pair => pair.State.Score ?? 0)
            .FirstOrDefault();
        var status = worst.State?.Status ?? Quiet(judged.ConvertAll(pair => pair.State.Status));
        return new ClusterReport(scope.Cluster, Words.Of(status), worst.State?.Score, worst.Scenario?.Seed.Number, figures?.Of(scope) ?? []);
    }

    /// <summary>Without anything bad: healthy only if all that is judged here is.</summary>
    private static Status Quiet(List<Status> statuses) =>
        statuses.Count == 0 ? Status.NotCollected : statuses.TrueForAll(status => status == Status.Healthy) ? Status.Healthy : Status.Unknown;
}
