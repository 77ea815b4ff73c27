using ApnaKart.Watch.Rules.Catalog.Commands;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>
/// Reads one step: a title in bold with its text, at most one command, and a list of what it changes, how to undo it and
/// how it is confirmed.
/// </summary>
internal sealed class StepReader(Ledger ledger, string file, IReadOnlyList<string>? placeholders)
{
    private static readonly string[] Wanted = ["Changes", "Undo", "Confirm"];
    private static readonly string[] Labels = [.. Wanted, "When", "Otherwise"];

    public RunbookStep Read(ListItemBlock item)
    {
        var (title, text) = Opening(item);
        var labels = LabelsOf(item);
        foreach (var missing in Wanted.Where(label => !labels.ContainsKey(label)))
            Fault(item, $"the step '{title}' does not say '{missing}:'");
        var command = Command(item);
        var step = new RunbookStep(title, text, Condition(item, labels.GetValueOrDefault("When")), command,
            labels.GetValueOrDefault("Changes", ""), labels.GetValueOrDefault("Undo", ""), labels.GetValueOrDefault("Confirm", ""),
            labels.GetValueOrDefault("Otherwise"));
        foreach (var name in CommandTemplate.NamesIn(string.Join('\n', labels.Values.Prepend(text).Prepend(title))))
            Fault(item, $"{{{name}}} stands in prose: a placeholder belongs in a command");
        return step;
    }

    private (string Title, string Text) Opening(ListItemBlock item)
    {
        var paragraphs = item.OfType<ParagraphBlock>().ToList();
        if (paragraphs is not [{ Inline: { FirstChild: EmphasisInline { DelimiterCount: 2 } bold } all }, ..])
        {
            Fault(item, "a step begins with its title in bold: **Look at the events.**");
            return ("", "");
        }

        var rest = paragraphs.Skip(1).Select(paragraph => Words.Of(paragraph.Inline)).Prepend(Words.Of(all.Skip(1)));
        return (Words.Of(bold).TrimEnd('.'), string.Join(' ', rest.Where(words => words.Length > 0)));
    }

    private Dictionary<string, string> LabelsOf(ListItemBlock item)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in item.OfType<ListBlock>().SelectMany(list => list).OfType<ListItemBlock>())
        {
            var words = string.Join(' ', line.OfType<ParagraphBlock>().Select(paragraph => Words.Of(paragraph.Inline)));
            var (label, value) = words.Split(':', 2) is [var left, var right] ? (left, right.Trim()) : (words, "");
            if (!Labels.Contains(label))
                Fault(line, $"'{label}' is no part of a step{Nearest.Hint(label, Labels)}");
            else if (value.Length == 0)
                Fault(line, $"'{label}:' says nothing");
            else if (!labels.TryAdd(label, value))
                Fault(line, $"'{label}:' is said twice");
        }

        return labels;
    }

    private string? Command(ListItemBlock item)
    {
        var code = item.OfType<CodeBlock>().ToList();
        if (code.Count == 0)
            return null;
        if (code is not [FencedCodeBlock { Info: "sh" } fenced])
        {
            Fault(code[^1], "a step has one command at most, in a block that begins with ```sh");
            return null;
        }

        var command = fenced.Lines.ToString().Trim();
        var template = CommandTemplate.Parse(command);
        foreach (var sentence in template.Faults)
            Fault(fenced, sentence);
        foreach (var name in template.Names)
            Declared(fenced, name);
        if (command.Length == 0)
            Fault(fenced, "the command is empty");
        return command;
    }

    private StepCondition? Condition(ListItemBlock item, string? text)
    {
        if (text is null)
            return null;
        var parts = text.TrimEnd('.').Split('=', StringSplitOptions.TrimEntries);
        var values = parts[^1].Split(',', StringSplitOptions.TrimEntries);
        if (parts is not [var name, _] || name.Length == 0 || values.Any(value => value.Length == 0))
        {
            Fault(item, $"'When: {text}' should be like 'When: variant = missingTag, denied'");
            return null;
        }

        Declared(item, name);
        return new StepCondition(name, values);
    }

    private void Declared(Markdig.Syntax.Block block, string name)
    {
        if (placeholders is not null && !placeholders.Contains(name))
            Fault(block, $"{{{name}}} is supplied by nobody{Nearest.Hint(name, placeholders)}");
    }

    private void Fault(Markdig.Syntax.Block block, string sentence) => ledger.Fault($"{file}:{block.Line + 1}", sentence);
}
