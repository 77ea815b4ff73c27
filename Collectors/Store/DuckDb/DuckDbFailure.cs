using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>What an error of DuckDB means. It tells by words, as most errors on opening carry no code.</summary>
internal static partial class DuckDbFailure
{
    /// <summary>The file is no database, or a broken one: opening it again will not help.</summary>
    public static bool IsCorrupt(DuckDBException e) =>
        Says(e, "not a valid DuckDB database file") || Says(e, "corrupt") || Says(e, "checksum") || Says(e, "Serialization Error");

    /// <summary>The open database refuses everything from now on, until it is closed and opened again.</summary>
    public static bool IsFatal(DuckDBException e) =>
        Says(e, "FATAL Error") || Says(e, "INTERNAL Error") || Says(e, "has been invalidated");

    /// <summary>A day was dropped between choosing the tables and reading them.</summary>
    public static bool IsTableGone(DuckDBException e) => Says(e, "Catalog Error") && Says(e, "does not exist");

    /// <param name="verb">What was tried: <c>opened</c>, <c>written</c>, <c>read</c>.</param>
    public static StoreException Explain(StoreFile file, string verb, DuckDBException e)
    {
        if (Says(e, "Could not set lock"))
            return file.Locked(Holder().Match(e.Message) is { Success: true } pid ? $"another process ({pid.Value})" : "another process", e);
        if (Says(e, "No space left") || Says(e, "File too large") || Says(e, "quota"))
            return file.DiskFull(e);
        return Says(e, "version number") ? file.Newer(e) : file.Cannot(verb, e);
    }

    private static bool Says(DuckDBException e, string words) => e.Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"PID \d+", RegexOptions.None, 1000)]
    private static partial Regex Holder();
}
