using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApnaKart.Watch.Rules.Signals;
using DuckDB.NET.Data;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>
/// One open file: the connection that writes, the numbers of the series, and the days that are there. One writer at a
/// time; readers have connections of their own and see what was committed.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly DuckDBConnection _writer;
    private readonly ConcurrentDictionary<SeriesKey, int> _series = new();
    private ImmutableHashSet<DayTable> _days = [];
    private int _nextSeries;

    private DuckDbDatabase(string connectionString)
    {
        _connectionString = connectionString;
        _writer = new DuckDBConnection(connectionString);
    }

    /// <summary>Opens the file, or begins a new one.</summary>
    /// <exception cref="DuckDBException">It is locked, broken, or may not be opened.</exception>
    public static DuckDbDatabase Open(string path, int memoryMb)
    {
        // Never fetched from anywhere: no extension is loaded by itself. The memory is bounded, as the default is most of the machine's.
        var database = new DuckDbDatabase(new DuckDBConnectionStringBuilder
        {
            DataSource = path,
            ["memory_limit"] = $"{memoryMb}MB",
            ["threads"] = "2",
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
        }.ConnectionString);
        try
        {
            database._writer.Open();
            database.Load();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it, or nothing. When it returns, the log on disk has it.</summary>
    public void Write(IReadOnlyList<Sample> batch)
    {
        var fresh = new Dictionary<SeriesKey, int>();
        using var transaction = _writer.BeginTransaction();
        var days = _days;
        foreach (var day in batch.GroupBy(sample => DayTable.Of(sample.Time)))
        {
            if (!days.Contains(day.Key))
            {
                _writer.Run($"CREATE TABLE {day.Key.Name} (series INTEGER NOT NULL, ms BIGINT NOT NULL, value DOUBLE NOT NULL)");
                days = days.Add(day.Key);
            }
            using var rows = _writer.CreateAppender(day.Key.Name);
            foreach (var sample in day)
                rows.CreateRow().AppendValue(NumberOf(sample, fresh)).AppendValue(sample.Time.ToUnixTimeMilliseconds()).AppendValue(sample.Value).EndRow();
        }
        Name(fresh);
        transaction.Commit();
        foreach (var (key, number) in fresh)
            _series[key] = number;
        _nextSeries += fresh.Count;
        _days = days;
    }

    /// <summary>The days in <c>[from, to)</c> and the number of the series; null when there is nothing to read.</summary>
    public SeriesReader? Reader(SeriesKey key, long fromMs, long toMs)
    {
        var days = _days.Where(day => day.FirstMs < toMs && day.EndMs > fromMs).ToList();
        return days.Count > 0 && _series.TryGetValue(key, out var number) ? new SeriesReader(_connectionString, days, number, fromMs, toMs) : null;
    }

    /// <summary>Drops whole days that are older, deletes the rest by row, and forgets series that have no sample left.</summary>
    public void DeleteBefore(DateTimeOffset time)
    {
        var ms = time.ToUnixTimeMilliseconds();
        var all = _days;
        var old = all.Where(day => day.EndMs <= ms).ToList();
        var kept = all.Except(old);
        // Out of sight first, so that a reading that met a dropped day does not meet it again.
        _days = kept;
        try
        {
            Forget(ms, old, kept);
        }
        catch
        {
            _days = all;
            throw;
        }
        if (old.Count > 0)
            LoadSeries();
    }

    public void Dispose() => _writer.Dispose();

    private void Forget(long ms, List<DayTable> old, ImmutableHashSet<DayTable> kept)
    {
        using var transaction = _writer.BeginTransaction();
        foreach (var day in old)
            _writer.Run($"DROP TABLE {day.Name}");
        foreach (var day in kept.Where(day => day.FirstMs < ms))
            _writer.Run($"DELETE FROM {day.Name} WHERE ms < {ms}");
        if (old.Count > 0)
            _writer.Run(kept.Count == 0
                ? "DELETE FROM series"
                : $"DELETE FROM series WHERE id NOT IN ({string.Join(" UNION ", kept.Select(day => $"SELECT series FROM {day.Name}"))})");
        transaction.Commit();
    }

    private int NumberOf(Sample sample, Dictionary<SeriesKey, int> fresh)
    {
        var key = new SeriesKey(sample.Signal.Name, sample.Resource);
        if (_series.TryGetValue(key, out var number) || fresh.TryGetValue(key, out number))
            return number;
        return fresh[key] = _nextSeries + fresh.Count;
    }

    private void Name(Dictionary<SeriesKey, int> fresh)
    {
        if (fresh.Count == 0)
            return;
        using var rows = _writer.CreateAppender("series");
        foreach (var (key, number) in fresh)
            rows.CreateRow().AppendValue(number).AppendValue(key.Signal).AppendValue(key.Resource.ToString()).EndRow();
    }

    private void Load()
    {
        _writer.Run("CREATE TABLE IF NOT EXISTS series (id INTEGER NOT NULL, signal VARCHAR NOT NULL, resource VARCHAR NOT NULL)");
        using var tables = _writer.Query("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'samples_%'");
        while (tables.Read())
        {
            if (DayTable.Parse(tables.GetString(0)) is { } day)
                _days = _days.Add(day);
        }
        LoadSeries();
    }

    private void LoadSeries()
    {
        var found = new Dictionary<SeriesKey, int>();
        using (var rows = _writer.Query("SELECT id, signal, resource FROM series"))
        {
            while (rows.Read())
            {
                if (Resource.TryParse(rows.GetString(2), out var resource))
                    found[new SeriesKey(rows.GetString(1), resource)] = rows.GetInt32(0);
            }
        }
        foreach (var key in _series.Keys.Where(key => !found.ContainsKey(key)))
            _series.TryRemove(key, out _);
        foreach (var (key, number) in found)
            _series[key] = number;
        _nextSeries = Math.Max(_nextSeries, found.Count == 0 ? 0 : found.Values.Max() + 1);
    }
}
