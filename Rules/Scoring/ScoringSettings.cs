using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Rules.Scoring;

/// <summary>The numbers that all scenarios share, from <c>seeds/scoring.yaml</c>.</summary>
/// <param name="HealthyFrom">The lowest score, 0 to 100, that is healthy.</param>
/// <param name="DegradedFrom">The lowest score that is degraded; below it is critical.</param>
public sealed record ScoringSettings(int HealthyFrom, int DegradedFrom, StaleLadder Ladder, UnexplainedSettings Unexplained)
{
    /// <summary>What a score means.</summary>
    public Status StatusOf(int score) => score >= HealthyFrom ? Status.Healthy : score >= DegradedFrom ? Status.Degraded : Status.Critical;
}

/// <summary>How many intervals without news make data aging, stale and lost.</summary>
public sealed record StaleLadder(double Aging, double Stale, double Lost);

/// <summary>When a workload that no scenario covers becomes a line of its own.</summary>
/// <param name="CoveredFrom">The match, 0 to 1, from which a scenario counts as covering a workload.</param>
/// <param name="Weight">0 to 1: what a workload without any ready pod takes from the platform's score.</param>
public sealed record UnexplainedSettings(Hold Hold, double CoveredFrom, double Weight);
