using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>Statements whose text is made of numbers and of our own table names only; values from outside are parameters or appended rows.</summary>
internal static class DuckDbCommands
{
    [SuppressMessage("Security", "CA2100", Justification = "No text from outside enters a statement.")]
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [SuppressMessage("Security", "CA2100", Justification = "No text from outside enters a statement.")]
    public static DuckDBDataReader Query(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }
}
