using ApnaKart.Watch.Collectors;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>How the state of a stream is shown, and how bad it is.</summary>
/// <param name="Rank">0 is the worst.</param>
public sealed record StreamWords(string Text, string Icon, string Class, int Rank)
{
    /// <param name="state">As in <see cref="StreamHealth.State"/>; a word that nobody knows is shown as it is, and never as well.</param>
    public static StreamWords For(string state) => state switch
    {
        "down" => new("down", "■", "crit", 0),
        "error" => new("error", "■", "crit", 1),
        "denied" => new("denied", "⊘", "crit", 2),
        "throttled" => new("throttled", "▲", "warn", 3),
        "late" => new("late", "▲", "warn", 4),
        "starting" => new("starting", "?", "unknown", 5),
        "ok" => new("ok", "✓", "ok", 6),
        _ => new(state, "?", "unknown", 5),
    };

    /// <summary>The streams by source, the worst source first, and in it the worst stream.</summary>
    public static IReadOnlyList<(string Source, IReadOnlyList<StreamHealth> Streams)> WorstFirst(IReadOnlyList<StreamHealth> streams) =>
    [
        .. streams.GroupBy(stream => stream.Source, StringComparer.Ordinal)
            .OrderBy(source => source.Min(stream => For(stream.State).Rank)).ThenBy(source => source.Key, StringComparer.Ordinal)
            .Select(source => (source.Key, (IReadOnlyList<StreamHealth>)[.. source.OrderBy(stream => For(stream.State).Rank).ThenBy(stream => stream.Stream, StringComparer.Ordinal)])),
    ];
}
