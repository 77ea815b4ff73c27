using ApnaKart.Watch.Rules.Signals;
using CsCheck;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>Down-sampling in the database against the plain meaning of its words, over drawn samples, bounds and steps.</summary>
public sealed class SampleStoreModelTests
{
    private static readonly Gen<(int Second, int Tenths)> Drawn = Gen.Select(Gen.Int[-90_000, 90_000], Gen.Int[-500, 500]);

    [Fact]
    public async Task Any_reading_is_the_mean_and_the_extremes_of_each_step() =>
        await Gen.Select(Drawn.Array[0, 60], Gen.Int[-100_000, 90_000], Gen.Int[1, 100_000], Gen.Int[1, 7_200])
            .SampleAsync(drawn => HoldsAsync(drawn.Item1, drawn.Item2, drawn.Item2 + drawn.Item3, drawn.Item4), iter: 15, threads: 1);

    private static async Task HoldsAsync((int Second, int Tenths)[] drawn, int from, int to, int step)
    {
        using var folder = new StoreFolder();
        await using var store = folder.Samples();
        Sample[] samples = [.. drawn.Select(one => Given.Sample(one.Tenths / 10.0, one.Second))];
        foreach (var batch in samples.Chunk(7))
            await store.WriteAsync(batch, CancellationToken.None);

        var read = await store.ReadAsync(
            Given.Ready.Name, Given.Checkout, Given.Noon.AddSeconds(from), Given.Noon.AddSeconds(to), TimeSpan.FromSeconds(step), CancellationToken.None);

        var expected = drawn.Where(one => one.Second >= from && one.Second < to)
            .GroupBy(one => (one.Second - from) / step)
            .OrderBy(group => group.Key)
            .Select(group => (
                Time: Given.Noon.AddSeconds(from + group.Key * step),
                Mean: group.Average(one => one.Tenths / 10.0),
                Min: group.Min(one => one.Tenths / 10.0),
                Max: group.Max(one => one.Tenths / 10.0)))
            .ToList();
        read.Select(point => point.Time).ShouldBe(expected.Select(one => one.Time));
        read.Select(point => (point.Min, point.Max)).ShouldBe(expected.Select(one => (one.Min, one.Max)));
        foreach (var (point, one) in read.Zip(expected))
            point.Value.ShouldBe(one.Mean, 1e-9);
    }
}
