using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>One score for everything: that of the worst scenario that no other explains.</summary>
internal sealed class PlatformJudge(ScoringSettings settings)
{
    private (Status Status, Moment Since)? _status;

    public PlatformState Judge(IReadOnlyList<ScenarioState> states, IReadOnlyList<ScenarioTrack> tracks, IReadOnlyList<Unexplained> unexplained, Moment now)
    {
        var judged = states.Where(state => state.Status != Status.NotCollected).ToList();
        var unknown = judged.Count(state => state.Status == Status.Unknown || state.Scopes.Any(scope => scope.Status == Status.Unknown));
        var bad = judged.Where(state => state.Status is Status.Degraded or Status.Critical && state.ExplainedBy is null)
            .Select(state => (state.Seed.Number, Score: state.Score!.Value));
        // What fired and went blind is not over: it counts with the last score that was seen.
        var blind = tracks.SelectMany(track => track.Resources.Values
            .Where(state => state.Verdict.Status == Status.Unknown && state.Firing.Phase == Phase.Firing && state.LastScore is not null)
            .Select(state => (track.Seed.Number, Score: state.LastScore!.Value)));
        var lines = unexplained.Select(line => (Number: UnexplainedLine.Number, line.Score));
        var worst = bad.Concat(blind).Concat(lines).OrderBy(one => one.Score).ThenBy(one => one.Number).Cast<(int Number, int Score)?>().FirstOrDefault();

        var lowest = worst?.Score ?? judged.Min(state => state.Score);
        var status = lowest is { } score && settings.StatusOf(score) is var known && (known != Status.Healthy || (unknown == 0 && judged.Count > 0))
            ? known
            : Status.Unknown;
        if (_status is not { } before || before.Status != status)
            _status = (status, now);
        return new PlatformState(
            status == Status.Unknown ? null : lowest,
            status,
            worst is { } one && settings.StatusOf(one.Score) != Status.Healthy ? one.Number : null,
            judged.Count,
            judged.Count(state => state.Status == Status.Unknown),
            unexplained,
            _status.Value.Since);
    }
}
