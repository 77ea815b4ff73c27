using System.Globalization;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>The table that holds one day of samples (UTC). A day per table makes forgetting a day cheap, and its room is used again.</summary>
internal readonly record struct DayTable(DateOnly Day)
{
    private const string Prefix = "samples_";
    private const long DayMs = 86_400_000;

    public string Name => Prefix + Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The first millisecond, counted from 1970.</summary>
    public long FirstMs => (Day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * DayMs;

    public long EndMs => FirstMs + DayMs;

    public static DayTable Of(DateTimeOffset time) => new(DateOnly.FromDateTime(time.UtcDateTime));

    public static DayTable? Parse(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && DateOnly.TryParseExact(name.AsSpan(Prefix.Length), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DayTable(day)
            : null;
}
