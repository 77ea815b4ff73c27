using System.Globalization;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>Durations in words. The page's script says them in the same way, so that a ticking age does not jump in style.</summary>
public static class Ages
{
    /// <summary><c>48 s</c>, <c>4 min 12 s</c>, <c>1 h 5 min</c>, <c>3 d 4 h</c>. A time that lies ahead is <c>0 s</c>.</summary>
    public static string Text(TimeSpan age) => Live.Words.Duration(age);

    /// <summary>The instant at which data of this age was fresh, or null when there is none.</summary>
    public static DateTimeOffset? FreshAt(DateTimeOffset asOf, double? ageSeconds) =>
        ageSeconds is { } age ? asOf - TimeSpan.FromSeconds(age) : null;

    /// <summary>Whole seconds: two pictures of the same instant must not differ by the milliseconds between two readings.</summary>
    public static long? Coarse(DateTimeOffset? instant) =>
        instant is { } known ? (long)Math.Round(known.ToUnixTimeMilliseconds() / 1000.0) : null;

    /// <summary>For attributes that the script reads.</summary>
    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
