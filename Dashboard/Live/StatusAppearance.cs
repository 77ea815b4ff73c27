using ApnaKart.Watch.Rules.Scoring;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>How a status is shown: always a word and a shape, and a class that the style sheets colour. Never colour alone.</summary>
/// <param name="Text">The word, for people: <c>Critical</c>.</param>
/// <param name="Icon">A shape of one character that differs from all others.</param>
/// <param name="Class">The class in the style sheets.</param>
public sealed record StatusAppearance(string Text, string Icon, string Class)
{
    private static readonly StatusAppearance Unknown = new("Unknown", "?", "unknown");

    public static StatusAppearance For(Status status) => status switch
    {
        Status.Healthy => new("Healthy", "✓", "healthy"),
        Status.Degraded => new("Degraded", "▲", "degraded"),
        Status.Critical => new("Critical", "■", "critical"),
        Status.NotCollected => new("Not collected", "○", "not-collected"),
        _ => Unknown,
    };

    /// <summary>The same from a word of the API; a word that nobody knows is unknown, never healthy.</summary>
    public static StatusAppearance For(string? status) =>
        Enum.TryParse<Status>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? For(known) : Unknown;
}
