using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class StateRecorderTests : IDisposable
{
    private static readonly StoredPhase Pending = new(2, Given.Checkout, Phase.Pending, Given.Noon);
    private static readonly VerdictChange Change = new(2, null, Given.Noon, Status.Critical, 18, Phase.Firing, "bad", Given.Checkout);

    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly FakeStateStore _store = new();
    private readonly StateRecorder _recorder;

    public StateRecorderTests() => _recorder = new StateRecorder(_store, _clock, NullLogger<StateRecorder>.Instance);

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task A_phase_is_written_at_once_so_that_nothing_fires_twice()
    {
        await _recorder.StartAsync(Given.Stop);
        _recorder.Offer(Pending);

        await Until.HoldsAsync(() => _store.Saved.Count == 1, null, TimeSpan.Zero, "no second passed");

        await _recorder.StopAsync(Given.Stop);
        _store.Saved.ShouldBe([Pending]);
    }

    [Fact]
    public async Task While_the_store_is_away_a_phase_keeps_its_newest_value_and_the_rest_keeps_its_order()
    {
        _store.Away = new StoreException("locked");
        _recorder.Offer(Change);
        _recorder.Offer(StateStoreTests.Fact("a", 0));
        _recorder.Offer(Pending);
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeFalse();
        var firing = Pending with { Phase = Phase.Firing };
        _recorder.Offer(firing);
        _recorder.Offer(StateStoreTests.Fact("b", 1));
        _recorder.Streams[0].State.ShouldBe("down");

        _store.Away = null;
        (await _recorder.FlushAsync(Given.Stop)).ShouldBeTrue();

        _store.Saved.ShouldBe([firing, StateStoreTests.Fact("a", 0), StateStoreTests.Fact("b", 1), Change]);
        _recorder.Waiting.ShouldBe(0);
        _recorder.Streams[0].State.ShouldBe("ok");
    }

    [Fact]
    public async Task Past_the_bound_the_oldest_facts_are_dropped_and_counted_but_no_phase()
    {
        _store.Away = new StoreException("locked");
        _recorder.Offer(Pending);
        for (var i = 0; i < 10_003; i++)
            _recorder.Offer(StateStoreTests.Fact($"{i}", i));
        _recorder.Dropped.ShouldBe(3);

        _store.Away = null;
        await _recorder.FlushAsync(Given.Stop);

        _store.Saved.Count.ShouldBe(10_001);
        _store.Saved.OfType<StoredPhase>().ShouldBe([Pending]);
        _store.Saved.OfType<Fact>().First().Id.ShouldBe("3");
        _recorder.Streams[0].Detail.ShouldContain("3 lost");
    }

    [Fact]
    public async Task A_stop_writes_what_waits()
    {
        await _recorder.StartAsync(Given.Stop);
        _recorder.Offer(Change);
        await _recorder.StopAsync(Given.Stop);

        _store.Saved.ShouldBe([Change]);
    }
}
