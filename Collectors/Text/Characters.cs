using System.Text;

namespace ApnaKart.Watch.Collectors.Text;

/// <summary>What may stand in a text, character by character.</summary>
internal static class Characters
{
    private const string Ellipsis = "…";

    /// <summary>At most <paramref name="most"/> runes of the text, without what can change how the rest is read.</summary>
    public static string Scrub(string text, int most, bool oneLine)
    {
        var scrubbed = new StringBuilder(Math.Min(text.Length, most));
        var kept = 0;
        for (var at = 0; at < text.Length && kept < most;)
        {
            // A lone surrogate reads as U+FFFD, so that every later encoder sees valid text.
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used);
            at += used;
            if (rune.Value == '\r' && at < text.Length && text[at] == '\n' || IsInvisible(rune.Value))
                continue;
            scrubbed.Append(Replace(rune, oneLine));
            kept++;
        }

        return scrubbed.ToString();
    }

    /// <summary>The text, or its beginning and an ellipsis, in at most <paramref name="cap"/> bytes of UTF-8.</summary>
    public static string Cut(string text, int cap)
    {
        if (text.Length <= cap / 3 || Encoding.UTF8.GetByteCount(text) <= cap)
            return text;
        var room = cap - Encoding.UTF8.GetByteCount(Ellipsis);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), Ellipsis);
    }

    private static Rune Replace(Rune rune, bool oneLine) => rune.Value switch
    {
        '\n' or '\t' => oneLine ? new Rune(' ') : rune,
        '\r' => new Rune(oneLine ? ' ' : '\n'),
        0x2028 or 0x2029 => new Rune(oneLine ? ' ' : '\n'),
        < 0x20 or (>= 0x7F and <= 0x9F) => Rune.ReplacementChar,
        _ => rune,
    };

    // Direction marks and overrides make a text read as another; zero-width characters hide a word from the redaction.
    // The joiners U+200C and U+200D stay: Indic scripts and emoji need them.
    private static bool IsInvisible(int value) => value is
        0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF
        or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xE0000 and <= 0xE007F);
}
