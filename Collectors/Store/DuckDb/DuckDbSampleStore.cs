using System.Collections.Concurrent;
using ApnaKart.Watch.Rules.Signals;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>
/// Samples in one DuckDB file. It is opened at the first use and, after an error that closes it, at the next one: a store
/// that was away comes back by itself. A broken file is moved aside, never deleted. Times are kept to the millisecond, rounded down, and so are the bounds of a reading.
/// </summary>
/// <param name="memoryMb">What DuckDB may use for its own buffers.</param>
public sealed class DuckDbSampleStore(string path, TimeProvider time, ILogger<DuckDbSampleStore> log, int memoryMb = 256) : ISampleStore, IMovesAside
{
    private const int MostTries = 3;
    private static readonly string[] Companions = [".wal", ".wal.checkpoint", ".wal.recovery"];

    /// <summary>DuckDB lets one process open a file twice, and two stores would give the same numbers to different series.</summary>
    private static readonly ConcurrentDictionary<string, DuckDbSampleStore> OpenHere = new(StringComparer.Ordinal);

    private readonly StoreFile _file = new("sample store", path, time);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading = new(4, 4);
    private volatile DuckDbDatabase? _database;
    private bool _disposed;

    /// <inheritdoc/>
    public MovedAside? MovedAside { get; private set; }

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation) =>
        batch.Count == 0 ? Task.CompletedTask : ExclusivelyAsync("written", database => database.Write(batch), cancellation);

    /// <inheritdoc/>
    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation) =>
        ExclusivelyAsync("cleared of old days", database => database.DeleteBefore(time), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Point>> ReadAsync(
        string signal, Resource resource, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        if (_database is null)
            await ExclusivelyAsync("opened", _ => { }, cancellation);
        var stepMs = step == TimeSpan.Zero ? 0 : Math.Max(1, (long)step.TotalMilliseconds);
        await _reading.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Read(new SeriesKey(signal, resource), from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), stepMs, cancellation), cancellation);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Closes the file; what was accepted is on disk already.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            _disposed = true;
            Close();
        }
        finally
        {
            _writing.Release();
        }
    }

    private IReadOnlyList<Point> Read(SeriesKey key, long fromMs, long toMs, long stepMs, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return _database?.Reader(key, fromMs, toMs)?.Read(stepMs, cancellation) ?? [];
            }
            catch (DuckDBException e) when (tries < MostTries && DuckDbFailure.IsTableGone(e))
            {
                log.LogDebug(e, "A day was dropped while it was about to be read; reading what is left.");
            }
            catch (DuckDBException e)
            {
                throw DuckDbFailure.Explain(_file, "read", e);
            }
        }
    }

    private async Task ExclusivelyAsync(string verb, Action<DuckDbDatabase> action, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            await Task.Run(() => Do(verb, action), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Do(string verb, Action<DuckDbDatabase> action)
    {
        if (_database is not null && !_file.Exists)
        {
            Close();
            throw _file.Gone();
        }
        try
        {
            action(_database ??= Open());
        }
        catch (DuckDBException e)
        {
            if (DuckDbFailure.IsFatal(e) || DuckDbFailure.IsCorrupt(e))
                Close();
            throw DuckDbFailure.Explain(_file, verb, e);
        }
    }

    private DuckDbDatabase Open()
    {
        _file.MakeFolder();
        if (OpenHere.GetOrAdd(_file.Path, this) != this)
            throw _file.Locked("another store of this process", null);
        try
        {
            return DuckDbDatabase.Open(_file.Path, memoryMb);
        }
        catch (DuckDBException e) when (DuckDbFailure.IsCorrupt(e))
        {
            MovedAside = _file.MoveAside(e.Message, Companions);
            log.LogError(e, "The sample store {Path} is broken. It was kept as {To}; a new one is begun.", MovedAside.From, MovedAside.To);
            return DuckDbDatabase.Open(_file.Path, memoryMb);
        }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
        OpenHere.TryRemove(KeyValuePair.Create(_file.Path, this));
    }
}
