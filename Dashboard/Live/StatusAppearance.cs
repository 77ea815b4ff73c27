using ApnaKart.Watch.Rules.Scoring;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>How a status looks, everywhere: a word, a shape and a class, so that colour is never alone.</summary>
/// <param name="Text">As it is read: <c>Critical</c>. Pages that shout do so by style.</param>
/// <param name="Icon">The shape as one character that every system font has.</param>
/// <param name="Css">The class whose colours come from <c>tokens.css</c>; also the name of the wall's drawn shape.</param>
public sealed record StatusAppearance(string Text, string Icon, string Css)
{
    private static readonly StatusAppearance Healthy = new("Healthy", "✓", "ok");
    private static readonly StatusAppearance Degraded = new("Degraded", "▲", "warn");
    private static readonly StatusAppearance Critical = new("Critical", "■", "crit");
    private static readonly StatusAppearance Unknown = new("Unknown", "?", "unknown");
    private static readonly StatusAppearance NotCollected = new("Not collected", "○", "off");

    /// <summary>Every appearance with the word that the API uses for its status.</summary>
    public static IReadOnlyDictionary<string, StatusAppearance> All { get; } =
        Enum.GetValues<Status>().ToDictionary(Words.Of, For, StringComparer.Ordinal);

    /// <summary>The appearance of a status. A value that is none of the five is unknown: it is never shown as healthy.</summary>
    public static StatusAppearance For(Status status) => status switch
    {
        Status.Healthy => Healthy,
        Status.Degraded => Degraded,
        Status.Critical => Critical,
        Status.NotCollected => NotCollected,
        _ => Unknown,
    };

    /// <summary>The appearance of a status as the API words it; a word that is none of them is unknown.</summary>
    public static StatusAppearance For(string status) => All.GetValueOrDefault(status, Unknown);
}
