using System.Text;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Catalog.Commands;

namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>Puts the values of one judgement into a runbook. Prose has no placeholders; each value in a command is quoted for the shell.</summary>
public static partial class RunbookRenderer
{
    /// <summary>The sections with those of their steps that fit the values.</summary>
    /// <param name="values">As in <see cref="Scenarios.Judgement.Values"/>; empty when nothing is judged.</param>
    public static IReadOnlyList<RenderedSection> Render(Runbook runbook, IReadOnlyDictionary<string, string> values) =>
        [.. runbook.Sections.Select(section => new RenderedSection(section.Heading, section.Html,
            [.. section.Steps.Select(step => Render(step, values)).OfType<RenderedStep>()]))];

    /// <summary>One step filled in, or null when its condition says that it is for another case.</summary>
    public static RenderedStep? Render(RunbookStep step, IReadOnlyDictionary<string, string> values)
    {
        var condition = Condition(step.When, values);
        if (condition is null)
            return null;
        var text = string.Join(' ', new[] { condition, step.Text }.Where(words => words.Length > 0));
        if (step.Command is null)
            return new RenderedStep(step.Title, text, null, [], step.Changes, step.Undo, step.Confirm, null);

        var template = CommandTemplate.Parse(step.Command);
        var words = template.Names.ToDictionary(name => name, name => ShellWord.Of(values.GetValueOrDefault(name)), StringComparer.Ordinal);
        var missing = template.Names.Where(name => words[name] is null).ToList();
        var filled = Fill(template, name => words[name] ?? ByHand(name));
        return missing.Count == 0
            ? new RenderedStep(step.Title, text, filled, [], step.Changes, step.Undo, step.Confirm, null)
            : new RenderedStep(step.Title, text, null, missing, step.Changes, step.Undo, step.Confirm, step.Otherwise ?? Advice(missing, filled));
    }

    /// <summary>Null: the step is for another case. Empty: it is for this one. Else the words to put before a step whose case is not known.</summary>
    private static string? Condition(StepCondition? when, IReadOnlyDictionary<string, string> values)
    {
        if (when is null)
            return "";
        if (values.GetValueOrDefault(when.Placeholder) is { Length: > 0 } value)
            return when.Values.Contains(value, StringComparer.Ordinal) ? "" : null;
        return $"Only if the {InWords(when.Placeholder)} is {string.Join(" or ", when.Values)}.";
    }

    private static string Fill(CommandTemplate template, Func<string, string> word) =>
        template.Parts.Aggregate(new StringBuilder(), (text, part) => text.Append(part.IsPlaceholder ? word(part.Text) : part.Text)).ToString();

    private static string Advice(List<string> missing, string filled) =>
        $"Not known here: {string.Join(", ", missing.Select(InWords))}. Put {(missing.Count == 1 ? "it" : "them")} in by hand, in place of the capitals: {filled}";

    /// <summary>A word that is seen at once and that no shell takes for anything else: <c>RESTORE_PATCH</c>.</summary>
    private static string ByHand(string name) => Hump().Replace(name, "_").ToUpperInvariant();

    private static string InWords(string name) => Hump().Replace(name, " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();
}
