namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>One scenario unfolded, for <c>GET /api/v1/scenarios/{number}</c> and its page.</summary>
/// <param name="Scenario">The tile.</param>
/// <param name="Resources">Every resource that is bad or was until a moment ago, the worst first; when none is, the one that came nearest.</param>
/// <param name="Changes">Facts about those resources and what they read, newest first.</param>
/// <param name="Consequences">Scenarios that this one explains.</param>
/// <param name="History">Changes of this tile in the last 24 hours, oldest first.</param>
public sealed record ScenarioDetail(
    DateTimeOffset AsOf,
    ScenarioReport Scenario,
    IReadOnlyList<ResourceDetail> Resources,
    IReadOnlyList<RunbookSectionDetail> Runbook,
    IReadOnlyList<ChangeReport> Changes,
    IReadOnlyList<ConsequenceDetail> Consequences,
    IReadOnlyList<HistoryDetail> History,
    IReadOnlyList<LimitDetail> Limits)
{
    /// <summary>What could not be read now, one sentence each; empty when all is there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}

/// <summary>One resource with its score unfolded: <c>100 × (1 − impact × match)</c>.</summary>
public sealed record ResourceDetail(
    string Resource,
    string Headline,
    int? Score,
    string Status,
    string Phase,
    bool Stale,
    DateTimeOffset Since,
    double Impact,
    double Match,
    bool CauseKnown,
    DateTimeOffset? Onset,
    IReadOnlyList<SymptomDetail> Symptoms,
    IReadOnlyList<CauseDetail> Causes,
    IReadOnlyList<RuledOutDetail> RuledOut,
    IReadOnlyDictionary<string, string> Values,
    ExplainedByReport? ExplainedBy);

/// <summary>An indicator against its limits.</summary>
/// <param name="Limits">The limits in words with their unit: <c>degraded from 1 %, critical from 30 %</c>.</param>
/// <param name="Signal">Name of the series to draw, with <see cref="Degraded"/> and <see cref="Critical"/> as its lines; null when there is none.</param>
public sealed record SymptomDetail(string Key, string Title, string Unit, double? Value, string Text, double Severity, double Weight, double Degraded, double Critical, string Limits, string? Signal);

/// <summary>A point of evidence. <see cref="Share"/> is null when there is no data, and it is then left out of the match.</summary>
public sealed record CauseDetail(string Key, string Title, double Points, double? Share, bool Against, bool Decisive, string Text);

/// <summary>A look-alike.</summary>
public sealed record RuledOutDetail(string What, string Why, bool Instead);

/// <summary>A part of the runbook with its commands filled in.</summary>
public sealed record RunbookSectionDetail(string Heading, string Html, IReadOnlyList<StepDetail> Steps);

/// <summary>One step. A command that lacks a value is null, and <see cref="Otherwise"/> says what to do instead.</summary>
public sealed record StepDetail(string Title, string Text, string? Command, string Changes, string Undo, string Confirm, string? Otherwise);

/// <summary>A scenario that this one explains.</summary>
public sealed record ConsequenceDetail(int Number, string Title, string Status, int? Score, string Headline, DateTimeOffset Since);

/// <summary>The tile at a time.</summary>
public sealed record HistoryDetail(DateTimeOffset Time, string Status, int? Score, string Phase, string Headline);

/// <summary>A number from the seed that is in force, with where it comes from.</summary>
public sealed record LimitDetail(string Name, string Value, string Origin);
