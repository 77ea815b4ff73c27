using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>The plain words of Markdown, without its marks.</summary>
internal static class Words
{
    public static string Of(ContainerInline? inlines) => inlines is null ? "" : Of((IEnumerable<Inline>)inlines);

    public static string Of(IEnumerable<Inline> inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines)
            Add(text, inline);
        return text.ToString().Trim();
    }

    /// <summary>Everything written under a block, code too.</summary>
    public static string Under(Markdig.Syntax.Block block)
    {
        var leaves = block is LeafBlock leaf ? [leaf] : ((ContainerBlock)block).Descendants<LeafBlock>();
        return string.Join('\n', leaves.Select(one => one.Inline is null ? one.Lines.ToString() : Of(one.Inline)));
    }

    private static void Add(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case ContainerInline container:
                foreach (var child in container)
                    Add(text, child);
                break;
        }
    }
}
