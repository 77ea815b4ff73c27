using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Rules.Catalog.Commands;

/// <summary>Values as words of a POSIX shell. They come from clusters and may be hostile.</summary>
public static partial class ShellWord
{
    /// <summary>Longer values, in bytes of UTF-8, count as none: nobody could read what they run.</summary>
    public const int LongestBytes = 8 * 1024;

    /// <summary>
    /// The value as one word, in single quotes when it needs them. Null when it cannot be used and so counts as no value:
    /// when it is empty or too long; when it begins with a hyphen, as a program would take it for an option; when it begins
    /// with <c>file://</c> or <c>fileb://</c>, as the AWS CLI would send what that file holds; or when it has a character
    /// that is not seen (control, line end, change of writing direction), as then the eye reads one thing and the shell another.
    /// </summary>
    public static string? Of(string? value)
    {
        if (string.IsNullOrEmpty(value) || value[0] == '-' || NamesFile().IsMatch(value) || !IsVisible(value) || Encoding.UTF8.GetByteCount(value) > LongestBytes)
            return null;
        return Plain().IsMatch(value) ? value : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static bool IsVisible(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            // A broken surrogate is read as the replacement character, which no true name has.
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return true;
    }

    /// <summary>Letters that mean nothing to any shell, wherever they stand in a word.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_./:@-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex("^fileb?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamesFile();
}
