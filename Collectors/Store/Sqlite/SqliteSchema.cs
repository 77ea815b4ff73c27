using Dapper;
using Microsoft.Data.Sqlite;

namespace ApnaKart.Watch.Collectors.Store.Sqlite;

/// <summary>The tables of the state store, as steps from one version to the next. A step that was released is never edited: add another.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE phases (
            scenario INTEGER NOT NULL,
            resource TEXT NOT NULL,
            phase TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (scenario, resource)) WITHOUT ROWID;
        CREATE TABLE facts (
            id TEXT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            resource TEXT NOT NULL,
            time INTEGER NOT NULL,
            text TEXT NOT NULL,
            data TEXT NULL) WITHOUT ROWID;
        CREATE INDEX facts_by_time ON facts (time);
        CREATE TABLE changes (
            id INTEGER PRIMARY KEY,
            scenario INTEGER NOT NULL,
            region TEXT NULL,
            cluster TEXT NULL,
            time INTEGER NOT NULL,
            status TEXT NOT NULL,
            score INTEGER NULL,
            phase TEXT NOT NULL,
            headline TEXT NOT NULL,
            worst TEXT NULL);
        CREATE INDEX changes_by_time ON changes (time);
        CREATE TABLE remembered (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL) WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this program reads and writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings a file to <see cref="Version"/>.</summary>
    /// <returns>False when the file is newer than this program, and then nothing is changed.</returns>
    public static bool Migrate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        if (version > Version)
            return false;
        for (; version < Version; version++)
        {
            connection.Execute(Steps[version], transaction: transaction);
            // A pragma takes no parameter; the number is our own.
            connection.Execute($"PRAGMA user_version = {version + 1}", transaction: transaction);
        }
        transaction.Commit();
        return true;
    }
}
