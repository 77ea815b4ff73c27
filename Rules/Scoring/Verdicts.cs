using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scoring;

/// <summary>From a judgement and the freshness of what it rests on to a verdict.</summary>
public static class Verdicts
{
    /// <summary>
    /// The stale ladder: past 3 intervals what was healthy is unknown, and what was bad stays so, marked stale; past 10, or
    /// never known, it is unknown.
    /// </summary>
    public static Verdict Of(Judgement judgement, double matchFloor, Coverage coverage, ScoringSettings settings)
    {
        var impact = Score.Impact(judgement.Symptoms);
        var known = Score.Match(judgement);
        var match = known ?? matchFloor;
        var score = Score.Of(impact, match);
        var status = settings.StatusOf(score);
        var stale = coverage.Freshness >= Freshness.Stale;
        var unknown = coverage.Freshness == Freshness.Lost || (stale && status == Status.Healthy);
        return unknown
            ? new Verdict(Status.Unknown, null, impact, match, known is not null, false, coverage.Because)
            : new Verdict(status, score, impact, match, known is not null, stale, stale ? coverage.Because : null);
    }
}
