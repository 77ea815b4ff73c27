using System.Globalization;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using ApnaKart.Watch.Collectors.Store.Sqlite;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Benchmarks.Store;

/// <summary>
/// A process to be killed: it writes numbered batches and a phase with each, and says so on its output only after the
/// stores accepted them. What it printed must be there afterwards.
/// </summary>
internal static class StoreWriter
{
    public static readonly DateTimeOffset Origin = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <param name="folder">Holds the stores. Numbering goes on where the last process left it.</param>
    public static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        var options = new StoreOptions { Path = folder };
        await using var samples = new DuckDbSampleStore(options.SamplesFile, TimeProvider.System, NullLogger<DuckDbSampleStore>.Instance);
        await using var state = new SqliteStateStore(options.StateFile, TimeProvider.System, NullLogger<SqliteStateStore>.Instance);
        var counter = new Signal("writer_counter", "count", "Counts up");
        var resource = new Resource("deployment", "writer", "shop", "prod", "ap-south-1");
        var before = await state.LoadPhasesAsync(cancellation);
        var next = before.Count == 0 ? 0 : (int)(before[0].Since - Origin).TotalSeconds + 1;
        try
        {
            for (; ; next++)
            {
                var batch = Enumerable.Range(0, 500).Select(i => new Sample(counter, resource, Origin.AddMilliseconds(next * 500L + i), next * 500.0 + i)).ToList();
                await samples.WriteAsync(batch, cancellation);
                await state.SavePhasesAsync([new StoredPhase(2, resource, Phase.Firing, Origin.AddSeconds(next))], cancellation);
                await Console.Out.WriteLineAsync(next.ToString(CultureInfo.InvariantCulture));
                await Console.Out.FlushAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (StoreException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 3;
        }
    }
}

/// <summary>A process that holds the sample store open until its input ends.</summary>
internal static class StoreHolder
{
    public static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        await using var samples = new DuckDbSampleStore(new StoreOptions { Path = folder }.SamplesFile, TimeProvider.System, NullLogger<DuckDbSampleStore>.Instance);
        await samples.DeleteBeforeAsync(StoreWriter.Origin, cancellation);
        Console.WriteLine("held");
        await Console.In.ReadLineAsync(cancellation);
        return 0;
    }
}
