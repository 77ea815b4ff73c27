namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>A part of a runbook for one judgement.</summary>
/// <param name="Html">Safe to show as it is: seeds may not have raw HTML, and no value stands in it.</param>
public sealed record RenderedSection(string Heading, string Html, IReadOnlyList<RenderedStep> Steps);

/// <summary>A step for one judgement. All of it is plain text: encode it in a page.</summary>
/// <param name="Command">To copy and run, every value quoted for a POSIX shell; null when it is done by hand or a value is missing.</param>
/// <param name="Missing">The placeholders of the command that have no usable value now.</param>
/// <param name="Otherwise">What to do instead; null exactly when no value is missing.</param>
public sealed record RenderedStep(
    string Title,
    string Text,
    string? Command,
    IReadOnlyList<string> Missing,
    string Changes,
    string Undo,
    string Confirm,
    string? Otherwise);
