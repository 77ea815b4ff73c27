using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>A line on a chart goes on while the value is known, and only then.</summary>
public sealed class RepeatTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly FakeSampleStore _store = new();
    private readonly Picture _picture;
    private readonly SampleRecorder _recorder;

    public RepeatTests()
    {
        _picture = new Picture(_clock);
        _recorder = new SampleRecorder(_store, new StoreOptions(), _clock, NullLogger<SampleRecorder>.Instance, () => _picture);
    }

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task An_unchanged_value_is_written_again_each_minute()
    {
        _picture.Value = 3;
        _recorder.Offer(Given.Sample(3, 0));

        await FlushForAsync(TimeSpan.FromMinutes(3));

        _store.Batches.SelectMany(batch => batch).Select(sample => (sample.Time, sample.Value))
            .ShouldBe([(Given.Noon, 3), (Given.Noon.AddMinutes(1), 3), (Given.Noon.AddMinutes(2), 3), (Given.Noon.AddMinutes(3), 3)]);
    }

    [Theory]
    [InlineData(Freshness.Stale)]
    [InlineData(Freshness.Lost)]
    public async Task A_value_that_nobody_vouches_for_is_not_repeated(Freshness freshness)
    {
        _picture.Value = 3;
        _picture.Freshness = freshness;
        _recorder.Offer(Given.Sample(3, 0));

        await FlushForAsync(TimeSpan.FromMinutes(3));
        _store.Values.Count.ShouldBe(1);

        _picture.Freshness = Freshness.Fresh;
        await FlushForAsync(TimeSpan.FromSeconds(5));
        _store.Values.Count.ShouldBe(2, "it is known again");
    }

    [Fact]
    public async Task A_series_that_is_gone_is_not_repeated()
    {
        _picture.Value = null;
        _recorder.Offer(Given.Sample(3, 0));

        await FlushForAsync(TimeSpan.FromMinutes(3));

        _store.Values.Count.ShouldBe(1);
    }

    private async Task FlushForAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed <= span; passed += TimeSpan.FromSeconds(5))
        {
            await _recorder.FlushAsync(Given.Stop);
            if (passed < span)
                _clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private sealed class Picture(FakeTimeProvider clock) : ISignals
    {
        public double? Value { get; set; }

        public Freshness Freshness { get; set; }

        public Moment Now => Moment.Of(clock);

        public bool Exists(Resource resource) => true;

        public Reading Read(Signal signal, Resource resource) => new(Value, new Dictionary<string, string>(), Coverage(resource.Scope, ""));

        public Coverage Coverage(Scope scope, string stream) => new(Freshness, TimeSpan.Zero, TimeSpan.FromSeconds(15), null);

        public IReadOnlyCollection<Resource> Resources(Scope scope, string kind) => [];

        public IReadOnlyList<Fact> Facts(Resource resource) => [];
    }
}
