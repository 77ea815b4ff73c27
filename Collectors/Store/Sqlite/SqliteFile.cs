using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Sqlite;

/// <summary>
/// The file of the state store: opened and migrated at the first use, and again after it was found broken. A broken file
/// is moved aside, never deleted.
/// </summary>
internal sealed class SqliteFile(string path, TimeProvider time, ILogger log) : IDisposable
{
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    private readonly StoreFile _file = new("state store", path, time);
    private readonly Lock _opening = new();
    private volatile bool _ready;

    public MovedAside? MovedAside { get; private set; }

    /// <summary>Runs an action on a connection of its own.</summary>
    /// <exception cref="StoreException">The file cannot be used now; the message says why.</exception>
    public T Use<T>(string verb, Func<SqliteConnection, T> action)
    {
        try
        {
            using var connection = Ready();
            return action(connection);
        }
        catch (SqliteException e)
        {
            if (SqliteFailure.IsCorrupt(e))
                Forget();
            throw SqliteFailure.Explain(_file, verb, e);
        }
    }

    public void Dispose() => Forget();

    private SqliteConnection Ready()
    {
        lock (_opening)
        {
            if (_ready && !_file.Exists)
            {
                Forget();
                throw _file.Gone();
            }
            if (!_ready)
                Prepare();
            _ready = true;
        }
        return Connect(SqliteOpenMode.ReadWrite);
    }

    private void Prepare()
    {
        _file.MakeFolder();
        try
        {
            Migrate();
        }
        catch (SqliteException e) when (SqliteFailure.IsCorrupt(e))
        {
            Forget();
            MovedAside = _file.MoveAside(e.Message, Companions);
            log.LogError(e, "The state store {Path} is broken. It was kept as {To}; a new one is begun.", MovedAside.From, MovedAside.To);
            Migrate();
        }
    }

    private void Migrate()
    {
        using var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") is var found and not "ok")
            throw new SqliteException($"the file's pages do not agree: {found}", 11);
        // Readers never wait for the writer, nor it for them.
        connection.Execute("PRAGMA journal_mode = WAL");
        if (!SqliteSchema.Migrate(connection))
            throw _file.Newer(null);
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(mode));
        try
        {
            connection.Open();
            // A commit is on disk when it returns, not only in the system's cache.
            connection.Execute("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of every connection, so that the next use opens the file anew.</summary>
    private void Forget()
    {
        _ready = false;
        foreach (var mode in new[] { SqliteOpenMode.ReadWrite, SqliteOpenMode.ReadWriteCreate })
        {
            using var any = new SqliteConnection(ConnectionString(mode));
            SqliteConnection.ClearPool(any);
        }
    }

    private string ConnectionString(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = _file.Path, Mode = mode, DefaultTimeout = 5 }.ConnectionString;
}
