using System.Diagnostics.CodeAnalysis;

namespace ApnaKart.Watch.Collectors.Text;

/// <summary>
/// Makes text that came from a cluster or a cloud fit to store, log and show: secrets out, control characters out, length
/// bounded. It does not encode for HTML and does not quote for a shell: that belongs to who writes the page or the command.
/// Never throws for what a source sent.
/// </summary>
public static class SafeText
{
    /// <summary>Bytes of UTF-8 that a text may have: 4 KiB.</summary>
    public const int Cap = 4096;

    /// <summary>Stands where a secret stood.</summary>
    public const string Mark = "[redacted]";

    /// <summary>Several lines: line feeds and tabs stay.</summary>
    /// <param name="cap">Greatest length in bytes of UTF-8, at least 16; a longer text ends in an ellipsis.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text, int cap = Cap) => Clean(text, cap, oneLine: false);

    /// <summary>One line: line feeds and tabs become blanks.</summary>
    /// <param name="cap">Greatest length in bytes of UTF-8, at least 16; a longer text ends in an ellipsis.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Line(string? text, int cap = Cap) => Clean(text, cap, oneLine: true);

    /// <summary>
    /// The value of a key of a ConfigMap. The whole value is replaced when the key speaks of a secret; else it is cleaned.
    /// </summary>
    /// <param name="altered">Whether it is not exactly what the cluster holds (taken out, replaced or cut), so that it must never be written back.</param>
    public static string ConfigValue(string key, string value, out bool altered, int cap = Cap)
    {
        ArgumentNullException.ThrowIfNull(value);
        var safe = SecretWords.IsSecretKey(key) ? Mark : Clean(value, cap);
        altered = !string.Equals(safe, value, StringComparison.Ordinal);
        return safe;
    }

    private static string? Clean(string? text, int cap, bool oneLine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, 16);
        if (string.IsNullOrEmpty(text))
            return text;

        // Twice the cap is looked at, so that a secret across the cap is still seen as a whole. What is cut at the end of
        // that window may be half a secret; the patterns match from the front, so that half is taken out too.
        var window = Characters.Scrub(text, cap * 2, oneLine);
        return Characters.Cut(Secrets.Redact(window), cap);
    }
}
