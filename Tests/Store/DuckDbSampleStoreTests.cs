using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class DuckDbSampleStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_accepted_is_there_after_reopening()
    {
        await using (var store = _folder.Samples())
            await store.WriteAsync([Given.Sample(3, 0), Given.Sample(4, 1), Given.Sample(7, 1, Given.Cart), Given.Sample(9, 1, signal: Given.Desired)], Given.Stop);

        await using var reopened = _folder.Samples();
        await reopened.WriteAsync([Given.Sample(5, 2), Given.Sample(8, 2, Given.Cart)], Given.Stop);

        (await ReadAsync(reopened, Given.Checkout)).Select(point => point.Value).ShouldBe([3, 4, 5]);
        (await ReadAsync(reopened, Given.Cart)).Select(point => point.Value).ShouldBe([7, 8]);
        (await ReadAsync(reopened, Given.Checkout, Given.Desired)).Select(point => point.Value).ShouldBe([9]);
    }

    [Fact]
    public async Task A_step_without_samples_has_no_point()
    {
        await using var store = _folder.Samples();
        await store.WriteAsync([Given.Sample(2, 0), Given.Sample(4, 59), Given.Sample(10, 185)], Given.Stop);

        var points = await store.ReadAsync(Given.Ready.Name, Given.Checkout, Given.Noon, Given.Noon.AddMinutes(10), TimeSpan.FromMinutes(1), Given.Stop);

        points.ShouldBe([new Point(Given.Noon, 3, 2, 4), new Point(Given.Noon.AddMinutes(3), 10, 10, 10)]);
    }

    [Fact]
    public async Task The_beginning_belongs_to_a_reading_and_the_end_does_not()
    {
        await using var store = _folder.Samples();
        await store.WriteAsync([Given.Sample(1, -0.001), Given.Sample(2, 0), Given.Sample(3, 59.999), Given.Sample(4, 60)], Given.Stop);

        var points = await store.ReadAsync(Given.Ready.Name, Given.Checkout, Given.Noon, Given.Noon.AddMinutes(1), TimeSpan.Zero, Given.Stop);

        points.Select(point => point.Value).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task A_series_that_nobody_wrote_has_no_points()
    {
        await using var store = _folder.Samples();
        (await ReadAsync(store, Given.Checkout)).ShouldBeEmpty();
        await store.WriteAsync([Given.Sample(1, 0)], Given.Stop);

        (await ReadAsync(store, Given.Cart)).ShouldBeEmpty();
        (await ReadAsync(store, Given.Checkout, Given.Desired)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reading_goes_over_midnight_in_order_of_time_however_it_was_written()
    {
        await using var store = _folder.Samples();
        await store.WriteAsync([Given.Sample(3, 86_400), Given.Sample(1, -86_400), Given.Sample(2, 0)], Given.Stop);
        await store.WriteAsync([Given.Sample(2.5, 43_200), Given.Sample(1.5, -1)], Given.Stop);

        (await ReadAsync(store, Given.Checkout)).Select(point => point.Value).ShouldBe([1, 1.5, 2, 2.5, 3]);
    }

    [Fact]
    public async Task Names_that_look_like_statements_are_only_names()
    {
        var hostile = new Resource("deployment", "x'); DROP TABLE series; --", "a/b%\"", "prod", "ap-south-1");
        await using (var store = _folder.Samples())
            await store.WriteAsync([Given.Sample(1, 0, hostile)], Given.Stop);

        await using var reopened = _folder.Samples();
        (await ReadAsync(reopened, hostile)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_older_is_deleted_and_the_rest_stays()
    {
        await using var store = _folder.Samples();
        await store.WriteAsync([Given.Sample(1, -86_400), Given.Sample(2, -60), Given.Sample(3, 0), Given.Sample(9, -86_400, Given.Cart)], Given.Stop);

        await store.DeleteBeforeAsync(Given.Noon.AddSeconds(-30), Given.Stop);
        await store.WriteAsync([Given.Sample(4, 1), Given.Sample(10, 1, Given.Cart)], Given.Stop);

        (await ReadAsync(store, Given.Checkout)).Select(point => point.Value).ShouldBe([3, 4]);
        (await ReadAsync(store, Given.Cart)).Select(point => point.Value).ShouldBe([10]);
    }

    [Fact]
    public async Task Series_that_were_forgotten_leave_the_numbers_of_the_others_alone()
    {
        await using (var store = _folder.Samples())
        {
            await store.WriteAsync([Given.Sample(1, -86_400, Given.Cart), Given.Sample(2, 0)], Given.Stop);
            await store.DeleteBeforeAsync(Given.Noon.AddHours(-12), Given.Stop);
        }
        await using var reopened = _folder.Samples();
        await reopened.WriteAsync([Given.Sample(3, 1, Given.Cart), Given.Sample(4, 1)], Given.Stop);

        (await ReadAsync(reopened, Given.Checkout)).Select(point => point.Value).ShouldBe([2, 4]);
        (await ReadAsync(reopened, Given.Cart)).Select(point => point.Value).ShouldBe([3]);
    }

    [Fact]
    public async Task Room_of_forgotten_days_is_used_again()
    {
        const int days = 10, batches = 10, perBatch = 20_000;
        await using var store = _folder.Samples();
        var random = new Random(4711);
        for (var day = 0; day < days; day++)
        {
            for (var batch = 0; batch < batches; batch++)
            {
                var from = day * 86_400 + batch * 1_000;
                await store.WriteAsync([.. Enumerable.Range(0, perBatch).Select(i => Given.Sample(random.NextDouble(), from + i / 20.0))], Given.Stop);
            }
            await store.DeleteBeforeAsync(Given.Noon.AddDays(day).AddHours(-12), Given.Stop);
        }

        // Random numbers do not compress: 8 bytes each, had all of them stayed.
        new FileInfo(_folder.Options.SamplesFile).Length.ShouldBeLessThan(days * batches * perBatch * 8L / 2);
    }

    [Fact]
    public async Task Readings_go_on_while_days_are_written_and_dropped()
    {
        await using var store = _folder.Samples();
        using var done = new CancellationTokenSource();
        await store.WriteAsync([Given.Sample(1, 100 * 86_400)], Given.Stop);
        var reading = Task.Run(async () =>
        {
            var readings = 0;
            for (; !done.IsCancellationRequested; readings++)
                (await ReadAsync(store, Given.Checkout)).ShouldContain(point => point.Time == Given.Noon.AddDays(100));
            return readings;
        }, Given.Stop);

        for (var day = 0; day < 40; day++)
        {
            await store.WriteAsync([Given.Sample(day, day * 86_400)], Given.Stop);
            await store.DeleteBeforeAsync(Given.Noon.AddDays(day - 1), Given.Stop);
        }
        await done.CancelAsync();

        (await reading).ShouldBeGreaterThan(0);
    }

    private static Task<IReadOnlyList<Point>> ReadAsync(DuckDbSampleStore store, Resource resource, Signal? signal = null) =>
        store.ReadAsync((signal ?? Given.Ready).Name, resource, Given.Noon.AddDays(-30), Given.Noon.AddDays(130), TimeSpan.Zero, Given.Stop);
}
