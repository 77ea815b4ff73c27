using ApnaKart.Watch.Rules.Scoring;

namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>What holds for all scenarios alike, as it stands in <c>seeds/scoring.yaml</c>.</summary>
/// <param name="HealthyFrom">The lowest score, 1 to 100, that is healthy.</param>
/// <param name="DegradedFrom">The lowest score that is degraded; below it is critical.</param>
/// <param name="Unexplained">When a production workload below its minimum that no scenario covers is spoken of.</param>
public sealed record ScoringSettings(int HealthyFrom, int DegradedFrom, StaleLadder StaleLadder, UnexplainedSettings Unexplained)
{
    /// <summary>What a score, 0 to 100, means.</summary>
    public Status StatusOf(int score) => score >= HealthyFrom ? Status.Healthy : score >= DegradedFrom ? Status.Degraded : Status.Critical;
}

/// <summary>Ages, in intervals of the signal, at which a value is trusted less. Each step is greater than the one before.</summary>
/// <param name="Aging">From here the age is shown in amber.</param>
/// <param name="Stale">From here healthy becomes unknown.</param>
/// <param name="Lost">From here everything is unknown.</param>
public sealed record StaleLadder(double Aging, double Stale, double Lost);

/// <summary>The line for trouble without a name.</summary>
/// <param name="CoveredFrom">The match, 0 to 1, from which a scenario counts as the explanation of a workload.</param>
/// <param name="Weight">0 to 1: what a workload without any ready pod takes from the platform's score.</param>
public sealed record UnexplainedSettings(Hold Hold, double CoveredFrom, double Weight);
