using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;
using Happening = ApnaKart.Watch.Rules.Signals.Fact;

namespace ApnaKart.Watch.Tests.Window;

public sealed class LiveWindowTests
{
    private static readonly Scope Scope = new("ap-south-1", "c1");
    private static readonly Resource Web = new(Kinds.Deployment, "web", "shop", "c1", "ap-south-1");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private readonly LiveWindow _window;

    public LiveWindowTests() => _window = new LiveWindow(_time, facts: 3, queue: 4);

    private Moment Now => Moment.Of(_time);

    [Xunit.Fact]
    public void A_value_that_nobody_measured_is_null_and_lost()
    {
        var reading = _window.Freeze(Now).Read(Known.Workload.Ready, Web);
        reading.Value.ShouldBeNull();
        reading.Coverage.Freshness.ShouldBe(Freshness.Lost);
        reading.Coverage.Age.ShouldBe(TimeSpan.MaxValue);
        reading.Coverage.Because!.Cause.ShouldBe(UnknownCause.Starting);
    }

    [Xunit.Fact]
    public void A_picture_does_not_change_any_more()
    {
        Put(1);
        var before = _window.Freeze(Now);
        Put(2);
        _window.Remove(Web);
        before.Read(Known.Workload.Ready, Web).Value.ShouldBe(1);
        before.Exists(Web).ShouldBeTrue();
        _window.Freeze(Now).Exists(Web).ShouldBeFalse();
        _window.Freeze(Now).Resources(Scope, Kinds.Deployment).ShouldBeEmpty();
    }

    [Xunit.Fact]
    public void A_projection_replaces_its_own_values_and_no_others()
    {
        Put(1);
        _window.Put(Web, "crash", [Sample(Known.Crash.LoopingPods, 2), Sample(Known.Crash.OomShare, 1)]);
        _window.Put(Web, "crash", [Sample(Known.Crash.LoopingPods, 0)]);
        var picture = _window.Freeze(Now);
        picture.Read(Known.Workload.Ready, Web).Value.ShouldBe(1);
        picture.Read(Known.Crash.LoopingPods, Web).Value.ShouldBe(0);
        picture.Read(Known.Crash.OomShare, Web).Known.ShouldBeFalse();
    }

    [Xunit.Fact]
    public async Task The_same_again_wakes_nobody_and_other_words_do()
    {
        Put(1);
        await _window.WaitAsync(TestContext.Current.CancellationToken);
        _window.TakeTouched().ShouldBe([Web]);
        _time.Advance(Interval);
        Put(1);
        _window.TakeTouched().ShouldBeEmpty();
        var waiting = _window.WaitAsync(TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        _window.Put(Web, "workload", [Sample(Known.Workload.Ready, 1, new Dictionary<string, string> { ["pod"] = "x" })]);
        await waiting;
        _window.TakeTouched().ShouldBe([Web]);
    }

    [Xunit.Fact]
    public void The_recorder_gets_what_is_news_and_loses_the_oldest_when_it_lags()
    {
        for (var value = 0; value < 6; value++)
        {
            Put(value);
            Put(value);
        }

        _window.Dropped.ShouldBe(2);
        var left = new List<double>();
        while (_window.NewSamples.TryRead(out var sample))
            left.Add(sample.Value);
        left.ShouldBe([2, 3, 4, 5]);
    }

    [Xunit.Fact]
    public void A_fact_is_kept_once_newest_first_within_its_bounds()
    {
        Fact("a", 1);
        Fact("b", 3);
        Fact("a", 9);
        Fact("c", 2);
        Ids().ShouldBe(["b", "c", "a"]);
        Fact("d", 4);
        Ids().ShouldBe(["d", "b", "c"], "three are kept, and a came first");
        Fact("old", -90_000);
        Ids().ShouldNotContain("old");
        _time.Advance(TimeSpan.FromHours(25));
        Fact("e", 25 * 3600);
        Ids().ShouldBe(["e"]);
        _window.NewFacts.Count.ShouldBe(4);

        IEnumerable<string> Ids() => _window.Freeze(Now).Facts(Web).Select(fact => fact.Id);
    }

    [Theory]
    [InlineData(9, Freshness.Fresh)]
    [InlineData(10, Freshness.Fresh)]
    [InlineData(11, Freshness.Aging)]
    [InlineData(15, Freshness.Aging)]
    [InlineData(16, Freshness.Stale)]
    [InlineData(50, Freshness.Stale)]
    [InlineData(51, Freshness.Lost)]
    public void A_stream_grows_old_by_intervals(double seconds, Freshness expected)
    {
        _window.Complete(Scope, Streams.Pods);
        _window.Alive(Scope, Streams.Pods, Interval);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var coverage = _window.Freeze(Now).Coverage(Scope, Streams.Pods);
        coverage.Freshness.ShouldBe(expected);
        coverage.StaleAfter.ShouldBe(TimeSpan.FromSeconds(15));
        (coverage.Because?.Cause).ShouldBe(expected == Freshness.Fresh ? null : UnknownCause.Late);
    }

    [Xunit.Fact]
    public void A_wall_clock_that_jumps_ages_nothing()
    {
        _window.Complete(Scope, Streams.Pods);
        _window.Alive(Scope, Streams.Pods, Interval);
        var jumped = Now with { Wall = Now.Wall.AddHours(1) };
        _window.Freeze(jumped).Coverage(Scope, Streams.Pods).Freshness.ShouldBe(Freshness.Fresh);
    }

    [Xunit.Fact]
    public void Before_the_first_complete_list_nothing_is_known_whatever_is_alive()
    {
        _window.Alive(Scope, Streams.Pods, Interval);
        Coverage().Freshness.ShouldBe(Freshness.Lost);
        Coverage().Because!.Cause.ShouldBe(UnknownCause.Starting);
        _window.Failed(Scope, Streams.Pods, UnknownCause.Denied, "kubernetes/c1: pods", "pods is forbidden");
        Coverage().Because!.Cause.ShouldBe(UnknownCause.Denied);
        _window.Complete(Scope, Streams.Pods);
        _window.Alive(Scope, Streams.Pods, Interval);
        Coverage().Freshness.ShouldBe(Freshness.Fresh);

        Coverage Coverage() => _window.Freeze(Now).Coverage(Scope, Streams.Pods);
    }

    [Xunit.Fact]
    public void A_cause_stays_until_the_next_sign_of_life_and_a_failure_makes_nothing_younger()
    {
        _window.Complete(Scope, Streams.Pods);
        _window.Alive(Scope, Streams.Pods, Interval);
        _time.Advance(TimeSpan.FromSeconds(20));
        _window.Failed(Scope, Streams.Pods, UnknownCause.SourceDown, "kubernetes/c1: pods", "connection refused");
        var coverage = _window.Freeze(Now).Coverage(Scope, Streams.Pods);
        (coverage.Freshness, coverage.Age, coverage.Because!.Message).ShouldBe((Freshness.Stale, TimeSpan.FromSeconds(20), "connection refused"));
        _window.Alive(Scope, Streams.Pods, Interval);
        _time.Advance(TimeSpan.FromSeconds(20));
        _window.Freeze(Now).Coverage(Scope, Streams.Pods).Because!.Cause.ShouldBe(UnknownCause.Late);
    }

    [Xunit.Fact]
    public void A_value_is_as_fresh_as_the_worst_of_its_streams()
    {
        Put(1);
        foreach (var stream in Known.Workload.Ready.Streams)
        {
            _window.Complete(Scope, stream);
            _window.Alive(Scope, stream, stream == Streams.DaemonSets ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1));
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        _window.Freeze(Now).Read(Known.Workload.Ready, Web).Coverage.Freshness.ShouldBe(Freshness.Stale);
        _window.Freeze(Now).Coverage(Scope, Streams.Pods).Freshness.ShouldBe(Freshness.Fresh);
        _window.Freeze(Now).Coverage(new Scope("eu-west-1", "c1"), Streams.Pods).Freshness.ShouldBe(Freshness.Lost, "another region is another scope");
    }

    private void Put(double value) => _window.Put(Web, "workload", [Sample(Known.Workload.Ready, value)]);

    private Sample Sample(Signal signal, double value, IReadOnlyDictionary<string, string>? words = null) => new(signal, Web, _time.GetUtcNow(), value, words);

    private void Fact(string id, double seconds) =>
        _window.Put(new Happening(id, FactKinds.Scaled, Web, new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero).AddSeconds(seconds), id));
}
