using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>
/// The scores as series in the sample store: at each change, and often enough besides that a gap means that nothing was known
/// or that Watch was not there.
/// </summary>
public sealed class ScoreSeries
{
    /// <summary>A moment without a score for so long is not known.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private EngineReport? _last;

    public static readonly Resource Platform = new("platform", "platform");

    public static Resource Of(string slug) => new("scenario", slug);

    /// <summary>The samples to keep of one pass.</summary>
    public IReadOnlyList<Sample> From(EngineReport report)
    {
        if (_last is not null && _last.Revision == report.Revision && report.AsOf.Mono - _last.AsOf.Mono < Every)
            return [];
        _last = report;
        return
        [
            .. report.Scenarios.Where(state => state.Score is not null).Select(state => Sample(Of(state.Seed.Slug), report, state.Score!.Value)),
            .. report.Platform.Score is { } score ? [Sample(Platform, report, score)] : Array.Empty<Sample>(),
        ];
    }

    private static Sample Sample(Resource resource, EngineReport report, int score) => new(Known.Scoring.Score, resource, report.AsOf.Wall, score);
}
