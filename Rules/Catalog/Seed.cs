namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>The numbers and words of one scenario, as they stand in <c>seeds/scenarios/nn-slug.md</c>.</summary>
/// <param name="Short">The name on the wall, at most 22 characters.</param>
/// <param name="Group"><c>kubernetes</c>, <c>aws</c> or <c>recovery</c>: the row on the board.</param>
/// <param name="MatchFloor">The match, 0 to 1, when no cause is known.</param>
/// <param name="Signals">Streams that must be known before a scope may be called healthy.</param>
/// <param name="Limits">Raw limits, bound by the signature to a record of its own.</param>
public sealed record Seed(
    int Number,
    string Slug,
    string Title,
    string Short,
    string Group,
    Hold Hold,
    double MatchFloor,
    IReadOnlyDictionary<string, SymptomSeed> Symptoms,
    IReadOnlyDictionary<string, CauseSeed> Causes,
    IReadOnlyDictionary<string, string> RuledOut,
    IReadOnlyList<string> Signals,
    IReadOnlyDictionary<string, string> Limits,
    string? Replay,
    Runbook Runbook);

/// <summary>How long a verdict must last, as in Prometheus.</summary>
/// <param name="For">Pending for this long before it fires.</param>
/// <param name="KeepFiringFor">Recovering for this long before it ends.</param>
public sealed record Hold(TimeSpan For, TimeSpan KeepFiringFor);

/// <summary>How one symptom counts.</summary>
/// <param name="Title">What is measured, for the page.</param>
/// <param name="Unit">As in <see cref="Signals.Signal.Unit"/>.</param>
/// <param name="Weight">Greater than 0, at most 1: the share of health that it takes away at its critical limit.</param>
/// <param name="Signal">The signal whose history the page draws, or null.</param>
public sealed record SymptomSeed(string Title, string Unit, double Weight, Edges Edges, string? Signal);

/// <summary>Two limits, each with an edge to enter and one to leave, so that a value on the line does not flap. When critical is less than degraded, lower is worse.</summary>
public sealed record Edges(double Degraded, double Critical, double DegradedLeave, double CriticalLeave);

/// <summary>How one cause counts towards the match.</summary>
/// <param name="Points">0 to 1. Known causes are weighed against each other; one without data is left out.</param>
/// <param name="Against">It speaks against: its points are taken away and never asked for.</param>
/// <param name="Decisive">When it holds, the match is 1, whatever else.</param>
public sealed record CauseSeed(string Title, double Points, bool Against, bool Decisive);

/// <summary>The words for a tired person at 3 a.m.</summary>
public sealed record Runbook(IReadOnlyList<RunbookSection> Sections);

/// <summary>One part of a runbook.</summary>
/// <param name="Heading">One of <see cref="RunbookHeadings"/>.</param>
/// <param name="Html">The prose, as HTML that is safe to show: raw HTML in a seed is refused.</param>
public sealed record RunbookSection(string Heading, string Html, IReadOnlyList<RunbookStep> Steps);

/// <summary>One thing to do.</summary>
/// <param name="When">Shown only if the value of that placeholder is one of those named: <c>variant = missingTag, denied</c>. Null: always.</param>
/// <param name="Command">With placeholders in braces, or null when it is done by hand.</param>
/// <param name="Changes">What it changes; <c>Nothing</c> for a look.</param>
/// <param name="Undo">Whether and how it can be undone.</param>
/// <param name="Confirm">How Watch, or the person, will know that it worked.</param>
/// <param name="Otherwise">What to do when a placeholder of the command has no value.</param>
public sealed record RunbookStep(string Title, string Text, StepCondition? When, string? Command, string Changes, string Undo, string Confirm, string? Otherwise);

/// <summary>A placeholder and the values at which a step is shown. While the placeholder has no value, the step is shown and says for which values it is.</summary>
public sealed record StepCondition(string Placeholder, IReadOnlyList<string> Values);

/// <summary>The headings that every runbook has, in this order.</summary>
public static class RunbookHeadings
{
    public static readonly IReadOnlyList<string> All =
        ["What is happening", "Check", "Fix now", "Confirm", "Likely causes", "Prevent", "Escalate"];
}
