using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Scoring;
using Prometheus;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Watch's own metrics. What is unknown has no score: its series is absent, never 0.</summary>
public sealed class WatchMetrics
{
    private static readonly string[] Statuses = [.. Enum.GetValues<Status>().Select(Words.Of)];

    private readonly LiveBoard _board;
    private readonly TimeProvider _time;
    private readonly Gauge _score;
    private readonly Gauge _status;
    private readonly Gauge _sourceAge;
    private readonly Gauge _boardAge;
    private readonly Gauge _incidents;
    private readonly Histogram _evaluation;

    public WatchMetrics(LiveBoard board, TimeProvider time)
    {
        _board = board;
        _time = time;
        var metrics = Metrics.WithCustomRegistry(Registry);
        _score = metrics.CreateGauge("watch_scenario_score", "Health of a scenario in a region, 0 to 100; absent when it is not known.", "scenario", "region");
        _status = metrics.CreateGauge("watch_scenario_status", "1 for the status that a scenario has in a region, 0 for the others.", "scenario", "region", "status");
        _sourceAge = metrics.CreateGauge("watch_source_age_seconds", "Since the slowest stream of a source last proved alive; absent when it never did.", "source");
        _boardAge = metrics.CreateGauge("watch_board_age_seconds", "Since the end of the engine's last pass.");
        _incidents = metrics.CreateGauge("watch_incidents_open", "Scenarios that fire or recover and that no other explains.");
        _evaluation = metrics.CreateHistogram(
            "watch_evaluation_seconds", "How long a pass of the engine takes.",
            new HistogramConfiguration { Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });
        DotNetStats.Register(Registry);
        Registry.AddBeforeCollectCallback(Collect);
    }

    /// <summary>Its own, so that two hosts in one process do not share their numbers.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Counts one pass of the engine.</summary>
    public void Evaluated(TimeSpan length) => _evaluation.Observe(length.TotalSeconds);

    private void Collect()
    {
        var board = _board.Board;
        _boardAge.Set((_time.GetUtcNow() - board.AsOf).TotalSeconds);
        _incidents.Set(board.Scenarios.Count(scenario => scenario.Phase is "firing" or "recovering" && scenario.ExplainedBy is null));
        Replace(_score, ScoreRows(board));
        Replace(_status, StatusRows(board));
        Replace(_sourceAge, board.Sources.Where(source => source.AgeSeconds is not null).Select(source => (new[] { source.Name }, source.AgeSeconds!.Value)));
    }

    private static IEnumerable<(string[] Labels, double Value)> ScoreRows(BoardReport board) =>
        from scenario in board.Scenarios
        from region in scenario.Scopes.Where(scope => scope.Score is not null).GroupBy(scope => scope.Region, StringComparer.Ordinal)
        select (new[] { scenario.Slug, region.Key }, (double)region.Min(scope => scope.Score!.Value));

    private static IEnumerable<(string[] Labels, double Value)> StatusRows(BoardReport board) =>
        from scenario in board.Scenarios
        from region in Regions(board)
        let now = StatusOf(scenario, region)
        from status in Statuses
        select (new[] { scenario.Slug, region, status }, status == now ? 1d : 0d);

    private static IEnumerable<string> Regions(BoardReport board) => board.Regions.Select(region => region.Name)
        .Concat(board.Scenarios.SelectMany(scenario => scenario.Scopes).Select(scope => scope.Region))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Of several clusters of a region: a bad one wins, then one that is not known.</summary>
    private static string StatusOf(ScenarioReport scenario, string region) => scenario.Scopes
        .Where(scope => scope.Region == region)
        .Select(scope => scope.Status)
        .DefaultIfEmpty(Words.Of(Status.NotCollected))
        .MaxBy(status => Array.IndexOf(FromWell, status))!;

    private static readonly string[] FromWell =
        [Words.Of(Status.NotCollected), Words.Of(Status.Healthy), Words.Of(Status.Unknown), Words.Of(Status.Degraded), Words.Of(Status.Critical)];

    /// <summary>Sets these rows and takes away all others.</summary>
    private static void Replace(Gauge gauge, IEnumerable<(string[] Labels, double Value)> rows)
    {
        var old = gauge.GetAllLabelValues().ToList();
        var now = rows.ToList();
        foreach (var (labels, value) in now)
            gauge.WithLabels(labels).Set(value);
        foreach (var labels in old.Where(labels => !now.Exists(row => row.Labels.SequenceEqual(labels))))
            gauge.RemoveLabelled(labels);
    }
}
