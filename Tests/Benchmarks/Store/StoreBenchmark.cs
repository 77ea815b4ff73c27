using System.Diagnostics;
using System.Runtime.CompilerServices;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Benchmarks.Store;

/// <summary>The sample store with one day of 5,000 series: writing, room on disk, and what a chart asks for.</summary>
internal sealed class StoreBenchmark : IBenchmark
{
    private const int Readings = 50;

    public string Verb => "store";

    public string Title => $"{StoreData.Series:N0} series × {StoreData.Points:N0} points into DuckDB, batches of {StoreData.Series:N0}";

    public async IAsyncEnumerable<Figure> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("watch-store-");
        try
        {
            var path = Path.Combine(folder.FullName, "samples.duckdb");
            await using (var store = Open(path))
            {
                var batches = await WriteAsync(store, cancellation);
                const double count = (double)StoreData.Series * StoreData.Points;
                yield return Figure.AtLeast("samples written a second", count / batches.Sum(batch => batch.TotalSeconds), 500_000, "samples/s");
                yield return Figure.Seen("batch, median", Quantile(batches, 0.5), "ms");
                yield return Figure.Seen("batch, 99 of 100", Quantile(batches, 0.99), "ms");
            }
            yield return Figure.AtMost("room on disk, log included", folder.EnumerateFiles().Sum(file => file.Length) / ((double)StoreData.Series * StoreData.Points), 4, "bytes/sample");
            await using (var store = Open(path))
            {
                var opened = Stopwatch.GetTimestamp();
                await ReadAsync(store, 0, TimeSpan.FromMinutes(15), TimeSpan.Zero, cancellation);
                yield return Figure.Seen("open and read once", Stopwatch.GetElapsedTime(opened).TotalMilliseconds, "ms");
                yield return Figure.AtMost("15 minutes of one series, median", await TimeAsync(store, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1), cancellation), 5, "ms");
                yield return Figure.AtMost("24 hours of one series to 288 points, median", await TimeAsync(store, TimeSpan.FromHours(24), TimeSpan.FromMinutes(5), cancellation), 50, "ms");
                var deleting = Stopwatch.GetTimestamp();
                await store.DeleteBeforeAsync(StoreData.Start.AddDays(1), cancellation);
                yield return Figure.Seen("forgetting the day", Stopwatch.GetElapsedTime(deleting).TotalMilliseconds, "ms");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DuckDbSampleStore Open(string path) => new(path, TimeProvider.System, NullLogger<DuckDbSampleStore>.Instance);

    private static async Task<List<TimeSpan>> WriteAsync(DuckDbSampleStore store, CancellationToken cancellation)
    {
        var data = new StoreData();
        var times = new List<TimeSpan>();
        for (var round = 0; round < StoreData.Points; round++)
        {
            var samples = data.Round(round);
            var begin = Stopwatch.GetTimestamp();
            await store.WriteAsync(samples, cancellation);
            times.Add(Stopwatch.GetElapsedTime(begin));
        }
        return times;
    }

    private static async Task<double> TimeAsync(DuckDbSampleStore store, TimeSpan span, TimeSpan step, CancellationToken cancellation)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Readings; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await ReadAsync(store, i * 97, span, step, cancellation);
            times.Add(Stopwatch.GetElapsedTime(begin));
        }
        return Quantile(times, 0.5);
    }

    private static async Task ReadAsync(DuckDbSampleStore store, int series, TimeSpan span, TimeSpan step, CancellationToken cancellation)
    {
        var to = StoreData.Start.AddDays(1);
        var points = await store.ReadAsync(StoreData.Signal, StoreData.ResourceOf(series), to - span, to, step, cancellation);
        if (points.Count < span / StoreData.Apart / 5)
            throw new InvalidOperationException($"Only {points.Count} points of {span} came back.");
    }

    private static double Quantile(List<TimeSpan> times, double share) =>
        times.Order().ElementAt((int)((times.Count - 1) * share)).TotalMilliseconds;
}
