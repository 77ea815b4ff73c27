using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.Sqlite;

/// <summary>
/// Everything with words in one SQLite file with a write-ahead log. Values are parameters always. Times are kept to the
/// millisecond, rounded down.
/// </summary>
public sealed class SqliteStateStore(string path, TimeProvider time, ILogger<SqliteStateStore> log) : IStateStore, IMovesAside
{
    private readonly SqliteFile _file = new(path, time, log);
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <inheritdoc/>
    public MovedAside? MovedAside => _file.MovedAside;

    /// <inheritdoc/>
    public Task SavePhasesAsync(IReadOnlyList<StoredPhase> phases, CancellationToken cancellation)
    {
        const string keep = """
            INSERT INTO phases (scenario, resource, phase, since) VALUES (@Scenario, @Resource, @Phase, @Since)
            ON CONFLICT (scenario, resource) DO UPDATE SET phase = excluded.phase, since = excluded.since
            """;
        const string forget = "DELETE FROM phases WHERE scenario = @Scenario AND resource = @Resource";
        return WriteAsync((connection, transaction) =>
        {
            foreach (var phase in phases)
                connection.Execute(phase.Phase == Phase.Inactive ? forget : keep, PhaseRow.Of(phase), transaction);
        }, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPhase>> LoadPhasesAsync(CancellationToken cancellation) =>
        ReadAsync<StoredPhase>(connection => connection.Query<PhaseRow>("SELECT scenario, resource, phase, since FROM phases ORDER BY scenario, resource")
            .Select(row => row.Read()), cancellation);

    /// <inheritdoc/>
    public Task SaveFactsAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation) => WriteAsync(
        """
        INSERT INTO facts (id, kind, resource, time, text, data) VALUES (@Id, @Kind, @Resource, @Time, @Text, @Data)
        ON CONFLICT (id) DO NOTHING
        """,
        facts.Select(FactRow.Of),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Fact>> LoadFactsAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation) =>
        ReadAsync<Fact>(connection => connection.Query<FactRow>(
            """
            SELECT id, kind, resource, time, text, data FROM (
                SELECT * FROM facts WHERE time >= @From AND time < @To ORDER BY time DESC, id DESC LIMIT @Limit)
            ORDER BY time, id
            """,
            new { From = from.ToUnixTimeMilliseconds(), To = to.ToUnixTimeMilliseconds(), Limit = Math.Max(0, limit) })
            .Select(row => row.Read()), cancellation);

    /// <inheritdoc/>
    public Task SaveChangesAsync(IReadOnlyList<VerdictChange> changes, CancellationToken cancellation) => WriteAsync(
        """
        INSERT INTO changes (scenario, region, cluster, time, status, score, phase, headline, worst)
        VALUES (@Scenario, @Region, @Cluster, @Time, @Status, @Score, @Phase, @Headline, @Worst)
        """,
        changes.Select(ChangeRow.Of),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VerdictChange>> LoadChangesAsync(int? scenario, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        ReadAsync<VerdictChange>(connection => connection.Query<ChangeRow>(
            """
            SELECT scenario, region, cluster, time, status, score, phase, headline, worst FROM changes
            WHERE time >= @From AND time < @To AND (@Scenario IS NULL OR scenario = @Scenario)
            ORDER BY time, id
            """,
            new { Scenario = scenario, From = from.ToUnixTimeMilliseconds(), To = to.ToUnixTimeMilliseconds() })
            .Select(row => row.Read()), cancellation);

    /// <inheritdoc/>
    public Task<string?> LoadAsync(string name, CancellationToken cancellation) =>
        Task.Run(() => _file.Use("read", connection =>
            connection.QuerySingleOrDefault<string>("SELECT value FROM remembered WHERE name = @name", new { name })), cancellation);

    /// <inheritdoc/>
    public Task SaveAsync(string name, string value, CancellationToken cancellation) => WriteAsync(
        "INSERT INTO remembered (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [new { name, value }],
        cancellation);

    /// <inheritdoc/>
    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        var before = new { Before = time.ToUnixTimeMilliseconds() };
        return WriteAsync((connection, transaction) =>
        {
            connection.Execute("DELETE FROM facts WHERE time < @Before", before, transaction);
            connection.Execute("DELETE FROM changes WHERE time < @Before", before, transaction);
        }, cancellation);
    }

    /// <summary>Closes the file; what was accepted is on disk already.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync(CancellationToken.None);
        _file.Dispose();
        _writing.Release();
    }

    private Task WriteAsync(string sql, IEnumerable<object> rows, CancellationToken cancellation) =>
        WriteAsync((connection, transaction) => connection.Execute(sql, rows, transaction), cancellation);

    private async Task WriteAsync(Action<SqliteConnection, SqliteTransaction> action, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await Task.Run(() => _file.Use("written", connection => InOneTransaction(connection, action)), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static bool InOneTransaction(SqliteConnection connection, Action<SqliteConnection, SqliteTransaction> action)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        action(connection, transaction);
        transaction.Commit();
        return true;
    }

    private Task<IReadOnlyList<T>> ReadAsync<T>(Func<SqliteConnection, IEnumerable<T>> read, CancellationToken cancellation) =>
        Task.Run(() => _file.Use<IReadOnlyList<T>>("read", connection => read(connection).ToList()), cancellation);
}
