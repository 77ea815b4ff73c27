using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>What one signature says of one resource: everything a page needs to show why.</summary>
/// <param name="Headline">One sentence with names and numbers; what is well, when all is.</param>
/// <param name="Values">Placeholder values for the runbook; a placeholder that is missing here has no value now.</param>
/// <param name="Onset">When the trouble began, by the objects' own times: for ordering causes, never for holds.</param>
/// <param name="Covers">The workloads and pods that this judgement speaks for, so that one scenario can explain another.</param>
public sealed record Judgement(
    Resource Resource,
    string Headline,
    IReadOnlyList<Symptom> Symptoms,
    IReadOnlyList<Cause> Causes,
    IReadOnlyList<RuledOut> RuledOut,
    IReadOnlyDictionary<string, string> Values,
    DateTimeOffset? Onset,
    IReadOnlyList<Resource> Covers,
    Coverage Coverage)
{
    /// <summary>Why the first symptom has no value, when the signature knows it better than the streams that the seed names.</summary>
    public Unknown? Blank { get; init; }
}

/// <summary>One indicator that was measured.</summary>
/// <param name="Value">In the seed's unit; null when it is not known.</param>
/// <param name="Severity">0 below degraded, 0.5 at degraded, 1 at critical and past it, linear between.</param>
/// <param name="Text">The value with its counts: <c>6 of 8</c>.</param>
/// <param name="Signal">The signal and resource it was read from, for the chart.</param>
public sealed record Symptom(string Key, SymptomSeed Seed, double? Value, double Severity, string Text, Signal? Signal);

/// <summary>One point of evidence about the cause.</summary>
/// <param name="Share">0 to 1: how much of its points it earns; null when there is no data, and then it is left out.</param>
public sealed record Cause(string Key, CauseSeed Seed, double? Share, string Text);

/// <summary>A look-alike that was considered.</summary>
/// <param name="What">The other explanation: <c>Out of memory</c>, <c>4 · ImagePullBackOff</c>.</param>
/// <param name="Why">What was seen.</param>
/// <param name="Instead">True when the look-alike is positively established, so that the match is 0; false when it was looked for and not found.</param>
public sealed record RuledOut(string What, string Why, bool Instead);
