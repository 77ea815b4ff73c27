using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using ApnaKart.Watch.Collectors.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>A folder for one test, deleted after it.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-test-");

    public string Path => _folder.FullName;

    public StoreOptions Options => new() { Path = Path };

    public IReadOnlyList<string> Corrupt => [.. Directory.GetFiles(Path, "*.corrupt-*").Order(StringComparer.Ordinal)];

    public DuckDbSampleStore Samples() => new(Options.SamplesFile, TimeProvider.System, NullLogger<DuckDbSampleStore>.Instance);

    public SqliteStateStore State() => new(Options.StateFile, TimeProvider.System, NullLogger<SqliteStateStore>.Instance);

    public void Dispose() => _folder.Delete(recursive: true);
}
