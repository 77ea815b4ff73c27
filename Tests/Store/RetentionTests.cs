using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class RetentionTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly FakeSampleStore _samples = new();
    private readonly FakeStateStore _state = new();
    private readonly Retention _retention;

    public RetentionTests() =>
        _retention = new Retention(_samples, _state, new StoreOptions { RawDays = 15, StateDays = 90 }, _clock, NullLogger<Retention>.Instance);

    public void Dispose() => _retention.Dispose();

    [Fact]
    public async Task Each_store_keeps_its_own_days()
    {
        await _retention.RunOnceAsync(Given.Stop);

        _samples.DeletedBefore.ShouldBe(Given.Noon.AddDays(-15));
        _state.DeletedBefore.ShouldBe(Given.Noon.AddDays(-90));
    }

    [Fact]
    public async Task A_store_that_is_away_does_not_keep_the_other_from_being_cleared()
    {
        _samples.Away = new StoreException("locked");
        await _retention.RunOnceAsync(Given.Stop);

        _state.DeletedBefore.ShouldBe(Given.Noon.AddDays(-90));
    }

    [Fact]
    public async Task It_runs_by_itself_and_again()
    {
        await _retention.StartAsync(Given.Stop);
        await Until.HoldsAsync(() => _samples.DeletedBefore is not null, _clock, TimeSpan.FromMinutes(1), "soon after the start");

        var first = _samples.DeletedBefore;
        await Until.HoldsAsync(() => _samples.DeletedBefore > first, _clock, TimeSpan.FromMinutes(10), "an hour later");
        (_samples.DeletedBefore - first)!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(50));
        await _retention.StopAsync(Given.Stop);
    }
}
