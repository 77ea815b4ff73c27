using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class SampleRecorderTests : IDisposable
{
    private static readonly StoreException Away = new("The disk is full.");

    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly FakeSampleStore _store = new();
    private readonly List<Gap> _gaps = [];
    private readonly SampleRecorder _recorder;

    public SampleRecorderTests() =>
        _recorder = new SampleRecorder(_store, new StoreOptions { MemorySamples = 10_000 }, _clock, NullLogger<SampleRecorder>.Instance) { OnGap = _gaps.Add };

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task What_waits_is_written_each_second()
    {
        await _recorder.StartAsync(Given.Stop);
        Offer(0, 3);

        await Until.HoldsAsync(() => _store.Values.Count == 3, _clock, TimeSpan.FromSeconds(1), "a second passed");

        _store.Values.ShouldBe([0, 1, 2]);
        await _recorder.StopAsync(Given.Stop);
    }

    [Fact]
    public async Task A_full_batch_is_written_at_once()
    {
        await _recorder.StartAsync(Given.Stop);
        Offer(0, SampleRecorder.BatchSize);

        await Until.HoldsAsync(() => _store.Batches.Count > 0, null, TimeSpan.Zero, "no second passed");

        _store.Batches[0].Count.ShouldBe(SampleRecorder.BatchSize);
        await _recorder.StopAsync(Given.Stop);
    }

    [Fact]
    public async Task A_stop_writes_what_waits()
    {
        await _recorder.StartAsync(Given.Stop);
        Offer(0, 7);

        await _recorder.StopAsync(Given.Stop);

        _store.Values.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_store_that_comes_back_gets_everything_once_and_in_order()
    {
        _store.Away = Away;
        Offer(0, 6_000);
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeFalse();
        Offer(6_000, 10);
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeFalse();

        _store.Away = null;
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeTrue();

        _store.Values.ShouldBe(Enumerable.Range(0, 6_010).Select(i => (double)i));
        _recorder.Waiting.ShouldBe(0);
        _recorder.Accepted.ShouldBe(6_010);
        _gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Past_the_bound_the_oldest_are_dropped_counted_and_told_as_a_gap()
    {
        _store.Away = Away;
        Offer(0, 100);
        await _recorder.FlushAsync(Given.Stop);
        Offer(100, 10_200);

        _recorder.Waiting.ShouldBe(10_000);
        _recorder.Dropped.ShouldBe(300);
        _recorder.Gaps.ShouldBe([new Gap(Given.Noon, Given.Noon.AddSeconds(299), 300)]);
        _gaps.ShouldBeEmpty("the gap has not ended");

        _store.Away = null;
        await _recorder.FlushAsync(Given.Stop);

        _gaps.ShouldBe([new Gap(Given.Noon, Given.Noon.AddSeconds(299), 300)]);
        _store.Values.ShouldBe(Enumerable.Range(300, 10_000).Select(i => (double)i));
        _recorder.Gaps.ShouldBe(_gaps);
        _recorder.Streams[0].Detail.ShouldContain("300 lost");
    }

    [Fact]
    public async Task A_batch_that_is_being_written_is_never_dropped()
    {
        _store.Hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Offer(0, 5_000);
        var writing = _recorder.FlushAsync(Given.Stop);
        Offer(5_000, 6_000);
        _recorder.Dropped.ShouldBe(1_000);

        _store.Hangs.SetResult();
        (await writing).ShouldBeTrue();

        _store.Values.ShouldBe(Enumerable.Range(0, 5_000).Concat(Enumerable.Range(6_000, 5_000)).Select(i => (double)i));
        _gaps.ShouldBe([new Gap(Given.Noon.AddSeconds(5_000), Given.Noon.AddSeconds(5_999), 1_000)]);
    }

    [Fact]
    public async Task Offering_does_not_wait_for_a_store_that_hangs()
    {
        _store.Hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Offer(0, 1);
        var writing = _recorder.FlushAsync(Given.Stop);
        writing.IsCompleted.ShouldBeFalse();

        await Task.Run(() => Offer(1, 1_000), Given.Stop).WaitAsync(TimeSpan.FromSeconds(30), Given.Stop);

        _recorder.Waiting.ShouldBe(1_001);
        _store.Hangs.SetResult();
        (await writing).ShouldBeTrue();
    }

    [Fact]
    public async Task Tries_grow_apart_while_the_store_is_away_and_it_recovers_by_itself()
    {
        _store.Away = Away;
        await _recorder.StartAsync(Given.Stop);
        Offer(0, 1);
        await Until.HoldsAsync(() => _store.Tries > 0, _clock, TimeSpan.FromSeconds(1), "the first try");

        var begin = _clock.GetTimestamp();
        await Until.HoldsAsync(() => _store.Tries >= 6, _clock, TimeSpan.FromMilliseconds(500), "five more tries");
        _clock.GetElapsedTime(begin).ShouldBeGreaterThan(TimeSpan.FromSeconds(25), "1, 2, 4, 8 and 16 s lie between");

        _store.Away = null;
        await Until.HoldsAsync(() => _store.Values.Count == 1, _clock, TimeSpan.FromSeconds(1), "recovered");
        _recorder.Streams[0].State.ShouldBe("ok");
        await _recorder.StopAsync(Given.Stop);
    }

    [Fact]
    public async Task Health_says_starting_then_down_with_the_error_then_ok()
    {
        _recorder.Streams.ShouldHaveSingleItem().State.ShouldBe("starting");
        _recorder.Streams[0].Age.ShouldBeNull();

        _store.Away = Away;
        Offer(0, 5);
        await _recorder.FlushAsync(Given.Stop);
        var down = _recorder.Streams[0];
        (down.Source, down.State, down.LastError, down.Objects, down.FirstErrorAt).ShouldBe(("store/samples", "down", Away.Message, 5, Given.Noon));

        _store.Away = null;
        await _recorder.FlushAsync(Given.Stop);
        _clock.Advance(TimeSpan.FromSeconds(9));
        var well = _recorder.Streams[0];
        (well.State, well.Age, well.Objects, well.Events, well.Restarts).ShouldBe(("ok", TimeSpan.FromSeconds(9), 0, 5, 1));
    }

    [Fact]
    public async Task A_store_that_nothing_was_written_to_is_not_called_well()
    {
        await _recorder.FlushAsync(Given.Stop);

        _recorder.Streams[0].State.ShouldBe("starting");
    }

    [Fact]
    public async Task A_value_that_is_no_number_is_no_sample()
    {
        _recorder.Offer(Given.Sample(double.NaN, 0));
        _recorder.Offer(Given.Sample(double.PositiveInfinity, 0));
        _recorder.Offer(Given.Sample(0, 0));
        await _recorder.FlushAsync(Given.Stop);

        _store.Values.ShouldBe([0]);
    }

    [Fact]
    public async Task An_error_of_our_own_does_not_end_the_recorder()
    {
        _store.Away = new InvalidOperationException("a defect");
        Offer(0, 1);
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeFalse();
        _recorder.Streams[0].LastError.ShouldBe("An error of Watch itself: InvalidOperationException: a defect");

        _store.Away = null;
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeTrue();
        _store.Values.ShouldBe([0]);
    }

    private void Offer(int first, int count)
    {
        for (var i = first; i < first + count; i++)
            _recorder.Offer(Given.Sample(i, i));
    }
}
