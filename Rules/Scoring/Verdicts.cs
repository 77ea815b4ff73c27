using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scoring;

/// <summary>From a judgement and the freshness of what it rests on to a verdict.</summary>
public static class Verdicts
{
    /// <summary>
    /// The stale ladder: past 3 intervals what was healthy is unknown, and what was bad stays so, marked stale; past 10, or
    /// never known, it is unknown. Unknown too is a resource whose first symptom has no value: a count that nobody made is not 0.
    /// </summary>
    public static Verdict Of(Judgement judgement, double matchFloor, Coverage coverage, ScoringSettings settings)
    {
        var impact = Score.Impact(judgement.Symptoms);
        var known = Score.Match(judgement);
        var match = known ?? matchFloor;
        var score = Score.Of(impact, match);
        var status = settings.StatusOf(score);
        var stale = coverage.Freshness >= Freshness.Stale;
        if (status == Status.Healthy && judgement.Symptoms is [{ Value: null } first, ..])
            return new Verdict(Status.Unknown, null, impact, match, known is not null, false, coverage.Because ?? judgement.Blank ?? NoValue(judgement, first));
        var unknown = coverage.Freshness == Freshness.Lost || (stale && status == Status.Healthy);
        return unknown
            ? new Verdict(Status.Unknown, null, impact, match, known is not null, false, coverage.Because)
            : new Verdict(status, score, impact, match, known is not null, stale, stale ? coverage.Because : null);
    }

    private static Unknown NoValue(Judgement judgement, Symptom symptom) =>
        new(UnknownCause.CollectorError, judgement.Resource.ToString(), $"{judgement.Resource.Name}: no value for “{symptom.Seed.Title}”", default);
}
