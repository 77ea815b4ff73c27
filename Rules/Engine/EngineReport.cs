using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>Where a scenario stands in time, for one resource. Only <see cref="FiringState"/> makes these.</summary>
public enum Phase
{
    Inactive,
    Pending,
    Firing,
    Recovering,
}

/// <summary>The engine's word on everything, made by one pass and never changed after.</summary>
/// <param name="Revision">Grows by one with each pass that changed something worth telling.</param>
/// <param name="AsOf">The end of the pass. Never stamped again: a frozen engine is seen by its age.</param>
public sealed record EngineReport(long Revision, Moment AsOf, PlatformState Platform, IReadOnlyList<ScenarioState> Scenarios);

/// <summary>The whole estate in one line.</summary>
/// <param name="Score">Of the worst scenario that no other explains; null when nothing is known.</param>
/// <param name="Worst">That scenario's number, or null when none is bad.</param>
/// <param name="Judged">Scenarios that are built and configured.</param>
/// <param name="Unknown">Of those, the ones that are unknown now.</param>
public sealed record PlatformState(int? Score, Status Status, int? Worst, int Judged, int Unknown, IReadOnlyList<Unexplained> Unexplained, Moment Since);

/// <summary>A production workload below its minimum that no scenario covers.</summary>
/// <param name="Nearest">The scenario that came nearest, with its match and why it does not fit.</param>
public sealed record Unexplained(Resource Workload, int Missing, int Minimum, int Score, int? Nearest, string Text, Phase Phase, Moment Since);

/// <summary>One of the fifteen.</summary>
/// <param name="Headline">One sentence.</param>
/// <param name="Since">Since when it has had this status.</param>
/// <param name="Stale">A bad status that is kept although its data is past 3 intervals.</param>
/// <param name="Age">Of the oldest data that it rests on; null when there is none.</param>
public sealed record ScenarioState(
    Seed Seed,
    int? Score,
    Status Status,
    Phase Phase,
    bool Stale,
    Moment Since,
    TimeSpan? Age,
    TimeSpan StaleAfter,
    Unknown? Because,
    ExplainedBy? ExplainedBy,
    string Headline,
    Resource? Worst,
    IReadOnlyList<ScopeState> Scopes,
    IReadOnlyList<ResourceState> Resources);

/// <summary>A scenario in one cluster or region.</summary>
public sealed record ScopeState(Scope Scope, int? Score, Status Status, bool Stale, Coverage Coverage, Unknown? Because);

/// <summary>A scenario on one resource that is bad, or was until a moment ago.</summary>
public sealed record ResourceState(Judgement Judgement, Verdict Verdict, Phase Phase, Moment Since, ExplainedBy? ExplainedBy);

/// <summary>Another scenario that is the cause of this one.</summary>
/// <param name="By">The resource on which that scenario was found.</param>
public sealed record ExplainedBy(int Number, Moment Since, Resource By, string Why);
