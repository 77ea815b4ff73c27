namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>The board as programs get it: <c>GET /api/v1/board</c>, the stream and the hub. Enum values are words in camel case.</summary>
public sealed record BoardReport(
    long Revision,
    string Build,
    DateTimeOffset SentAt,
    DateTimeOffset AsOf,
    string Estate,
    string Mode,
    PlatformReport Platform,
    IReadOnlyList<ScenarioReport> Scenarios,
    IReadOnlyList<SourceReport> Sources,
    IReadOnlyList<ChangeReport> Changes)
{
    /// <summary>The regions strip, in the order of the configuration.</summary>
    public IReadOnlyList<RegionReport> Regions { get; init; } = [];
}

/// <summary>The whole estate in one line.</summary>
public sealed record PlatformReport(int? Score, string Status, int? Worst, int Judged, int Unknown, DateTimeOffset Since, IReadOnlyList<UnexplainedReport> Unexplained);

/// <summary>A workload below its minimum that nothing explains.</summary>
public sealed record UnexplainedReport(string Workload, int Missing, int Minimum, int Score, int? Nearest, string Text, string Phase, DateTimeOffset Since);

/// <summary>One tile.</summary>
public sealed record ScenarioReport(
    int Number,
    string Slug,
    string Title,
    string Short,
    string Group,
    int? Score,
    string Status,
    string Phase,
    bool Stale,
    DateTimeOffset Since,
    double? DataAgeSeconds,
    double StaleAfterSeconds,
    UnknownReport? UnknownBecause,
    ExplainedByReport? ExplainedBy,
    string Headline,
    string? Worst,
    IReadOnlyList<ScopeReport> Scopes);

/// <summary>A scenario in one cluster or region.</summary>
public sealed record ScopeReport(string Region, string Cluster, int? Score, string Status, bool Stale, UnknownReport? UnknownBecause);

/// <summary>Why something is not known. <see cref="Cause"/> is a word in camel case.</summary>
public sealed record UnknownReport(string Cause, string Source, string Message, DateTimeOffset Since);

/// <summary>The scenario that caused this one.</summary>
public sealed record ExplainedByReport(int Number, DateTimeOffset Since, string Why);

/// <summary>A collector in one line: the worst of its streams.</summary>
public sealed record SourceReport(string Name, string Status, double? AgeSeconds, string? LastError);

/// <summary>Something that happened in the last hour, for the line at the foot of the board.</summary>
/// <param name="Kind">As in <c>FactKinds</c>, or <c>status</c> for a tile that changed.</param>
/// <param name="Status">With <c>status</c>: what the tile became.</param>
public sealed record ChangeReport(DateTimeOffset Time, string Kind, string Text, string Resource, int? Scenario, string? Status);
