using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scoring;

/// <summary>How a resource, a scope or a scenario is now.</summary>
public enum Status
{
    /// <summary>85 to 100, and everything that this needs is known.</summary>
    Healthy,

    /// <summary>50 to 84.</summary>
    Degraded,

    /// <summary>0 to 49.</summary>
    Critical,

    /// <summary>Not enough is known to say.</summary>
    Unknown,

    /// <summary>Nobody asked: the source is not built or not configured.</summary>
    NotCollected,
}

/// <summary>A judgement in numbers.</summary>
/// <param name="Impact">0 to 1: how bad it is.</param>
/// <param name="Match">0 to 1: how surely this signature explains it.</param>
/// <param name="Score">0 to 100; null when unknown.</param>
/// <param name="CauseKnown">False when no cause had data and the match is the seed's floor.</param>
public sealed record Verdict(Status Status, int? Score, double Impact, double Match, bool CauseKnown, bool Stale, Unknown? Because);

/// <summary>Impact, match, score and status, as the architecture defines them.</summary>
public static class Score
{
    /// <summary><c>1 − Π (1 − weight · severity)</c>: every symptom takes its share of what the others left.</summary>
    public static double Impact(IEnumerable<Symptom> symptoms) =>
        1 - symptoms.Aggregate(1.0, (rest, symptom) => rest * (1 - symptom.Seed.Weight * symptom.Severity));

    /// <summary>
    /// What the known causes earned of what they could have earned. Left out: causes without data. 0 only when a look-alike is
    /// established; 1 when a decisive cause holds; null when no cause is known.
    /// </summary>
    public static double? Match(Judgement judgement)
    {
        if (judgement.RuledOut.Any(lookAlike => lookAlike.Instead))
            return 0;
        var known = judgement.Causes.Where(cause => cause.Share is not null).ToList();
        if (known.Exists(cause => cause.Seed.Decisive && cause.Share >= 1))
            return 1;
        var counted = known.Where(cause => !cause.Seed.Decisive).ToList();
        var possible = counted.Where(cause => !cause.Seed.Against).Sum(cause => cause.Seed.Points);
        if (possible <= 0)
            return null;
        var earned = counted.Sum(cause => (cause.Seed.Against ? -1 : 1) * cause.Seed.Points * cause.Share!.Value);
        return Math.Clamp(earned / possible, 0, 1);
    }

    /// <summary>The number on the tile, 0 to 100.</summary>
    public static int Of(double impact, double match) => (int)Math.Round(100 * (1 - impact * match), MidpointRounding.AwayFromZero);
}
