namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>Small words of the API and the pages.</summary>
public static class Words
{
    /// <summary>An enum value as the API writes it: <c>notCollected</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A length of time at a glance, two units at most: <c>48 s</c>, <c>4 min 12 s</c>, <c>3 h 5 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Duration(TimeSpan time) => Math.Max(0, (long)time.TotalSeconds) switch
    {
        < 60 and var s => $"{s} s",
        < 3600 and var s => $"{s / 60} min {s % 60} s",
        < 86400 and var s => $"{s / 3600} h {s % 3600 / 60} min",
        var s => $"{s / 86400} d {s % 86400 / 3600} h",
    };
}
