using ApnaKart.Watch.Rules.Catalog.Commands;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads the body of a seed: seven headings, each with prose, steps or both.</summary>
internal static class RunbookReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <param name="placeholders">What commands may ask for; null when nobody can say, and then nothing is checked.</param>
    public static Runbook Read(Ledger ledger, SeedFile file, IReadOnlyList<string>? placeholders)
    {
        var document = Markdown.Parse(file.Body, Pipeline);
        MarkdownSafety.Check(ledger, file.Name, document);
        var parts = Split(ledger, file.Name, document);
        CheckHeadings(ledger, file.Name, parts);
        return new Runbook([.. parts.Select(part => Section(ledger, file.Name, part, placeholders))]);
    }

    private static List<Part> Split(Ledger ledger, string file, MarkdownDocument document)
    {
        var parts = new List<Part>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: 2 } heading)
                parts.Add(new Part(Words.Of(heading.Inline), block.Line + 1, []));
            else if (block is HeadingBlock)
                ledger.Fault($"{file}:{block.Line + 1}", "only headings with ## are expected");
            else if (parts.Count == 0)
                ledger.Fault($"{file}:{block.Line + 1}", "nothing is expected before the first heading");
            else
                parts[^1].Blocks.Add(block);
        }

        return parts;
    }

    private static void CheckHeadings(Ledger ledger, string file, List<Part> parts)
    {
        var found = parts.Select(part => part.Heading).ToList();
        foreach (var missing in RunbookHeadings.All.Except(found, StringComparer.Ordinal))
            ledger.Fault($"{file}: headings", $"'## {missing}' is missing");
        var last = -1;
        foreach (var part in parts)
        {
            var index = RunbookHeadings.All.ToList().IndexOf(part.Heading);
            if (index < 0)
                ledger.Fault($"{file}:{part.Line}", $"'## {part.Heading}' is no heading of a runbook{Nearest.Hint(part.Heading, RunbookHeadings.All.Except(found, StringComparer.Ordinal))}");
            else if (index <= last)
                ledger.Fault($"{file}:{part.Line}", $"'## {part.Heading}' is out of order: {string.Join(", ", RunbookHeadings.All)}");
            if (part.Blocks.Count == 0)
                ledger.Fault($"{file}:{part.Line}", $"there is nothing under '## {part.Heading}'");
            last = Math.Max(last, index);
        }
    }

    private static RunbookSection Section(Ledger ledger, string file, Part part, IReadOnlyList<string>? placeholders)
    {
        var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        var steps = new List<RunbookStep>();
        foreach (var block in part.Blocks)
        {
            if (block is ListBlock { IsOrdered: true } list)
            {
                if (steps.Count > 0)
                    ledger.Fault($"{file}:{block.Line + 1}", "a section has one list of steps: something stands between its steps at the wrong depth");
                steps.AddRange(list.OfType<ListItemBlock>().Select(item => new StepReader(ledger, file, placeholders).Read(item)));
                continue;
            }

            if (steps.Count > 0)
                ledger.Fault($"{file}:{block.Line + 1}", "prose stands before the steps of a section, not after them");
            foreach (var name in CommandTemplate.NamesIn(Words.Under(block)))
                ledger.Fault($"{file}:{block.Line + 1}", $"{{{name}}} stands in prose: a placeholder belongs in a command");
            renderer.Render(block);
        }

        return new RunbookSection(part.Heading, html.ToString().Trim(), steps);
    }

    private sealed record Part(string Heading, int Line, List<Markdig.Syntax.Block> Blocks);
}
