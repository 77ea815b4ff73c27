using System.Globalization;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>What a store accepted is there after its process was killed in the middle of its work.</summary>
public sealed class KillTests
{
    private const int PerBatch = 500;
    private static readonly DateTimeOffset Origin = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly Resource Writer = new("deployment", "writer", "shop", "prod", "ap-south-1");

    [Fact(Timeout = 120_000)]
    public async Task Nothing_accepted_is_lost_when_the_process_is_killed_again_and_again()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new StoreFolder();
        for (var kill = 0; kill < 3; kill++)
        {
            var last = await WriteAndKillAsync(folder, batches: 30 + 25 * kill, stop);

            await using var samples = folder.Samples();
            var points = await samples.ReadAsync("writer_counter", Writer, Origin, Origin.AddDays(1), TimeSpan.Zero, stop);
            // A batch that was accepted just before the kill may be written once more: the writer was never told.
            var count = (last + 1) * PerBatch;
            points.Select(point => point.Value).Distinct().Take(count).ShouldBe(Enumerable.Range(0, count).Select(i => (double)i), $"kill {kill}");
            samples.MovedAside.ShouldBeNull();

            await using var state = folder.State();
            var phase = (await state.LoadPhasesAsync(stop)).ShouldHaveSingleItem();
            phase.Phase.ShouldBe(Phase.Firing);
            phase.Since.ShouldBeGreaterThanOrEqualTo(Origin.AddSeconds(last));
            state.MovedAside.ShouldBeNull();
        }
    }

    /// <returns>The number of the last batch that the process said was accepted.</returns>
    private static async Task<int> WriteAndKillAsync(StoreFolder folder, int batches, CancellationToken stop)
    {
        using var child = ChildProcess.Start("store-writer", folder.Path);
        var last = "";
        for (var i = 0; i < batches; i++)
            last = (await child.Output.ReadLineAsync(stop)).ShouldNotBeNull();
        await child.KillAsync(stop);
        // It may have said more before it died: all of that counts, but for a line that was torn.
        var lines = (await child.Output.ReadToEndAsync(stop)).Split('\n');
        return int.Parse(lines.Length > 1 ? lines[^2] : last, CultureInfo.InvariantCulture);
    }
}
