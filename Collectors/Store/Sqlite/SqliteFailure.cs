using Microsoft.Data.Sqlite;

namespace ApnaKart.Watch.Collectors.Store.Sqlite;

/// <summary>What an error of SQLite means, by its primary result code.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NoDatabase = 26;

    public static bool IsCorrupt(SqliteException e) => e.SqliteErrorCode is Corrupt or NoDatabase;

    /// <param name="verb">What was tried: <c>opened</c>, <c>written</c>, <c>read</c>.</param>
    public static StoreException Explain(StoreFile file, string verb, SqliteException e) => e.SqliteErrorCode switch
    {
        Busy or Locked => file.Locked("another process", e),
        Full => file.DiskFull(e),
        _ => file.Cannot(verb, e),
    };
}
