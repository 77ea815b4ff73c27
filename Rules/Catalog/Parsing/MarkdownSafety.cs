using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>What a seed's prose may not have, so that its HTML is safe to show and asks no other host for anything.</summary>
internal static class MarkdownSafety
{
    public static void Check(Ledger ledger, string file, MarkdownDocument document)
    {
        foreach (var node in document.Descendants())
        {
            if (Wrong(node) is { } sentence)
                ledger.Fault($"{file}:{node.Line + 1}", sentence);
        }
    }

    private static string? Wrong(MarkdownObject node) => node switch
    {
        HtmlBlock => "raw HTML is refused",
        HtmlInline html => $"raw HTML is refused: {html.Tag}",
        LinkInline { IsImage: true } => "pictures are refused",
        LinkInline link when !IsSecure(link.Url) => $"a link must begin with https://, not '{link.Url}'",
        AutolinkInline link when !IsSecure(link.Url) => $"a link must begin with https://, not '{link.Url}'",
        _ => null,
    };

    private static bool IsSecure(string? url) => url?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
}
