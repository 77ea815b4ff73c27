using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Window;

public sealed class FreshnessPropertyTests
{
    private static readonly Scope Scope = new("ap-south-1", "c1");

    private enum Step
    {
        Alive,
        Failed,
        Complete,
    }

    [Xunit.Fact]
    public void Whatever_comes_in_whatever_order_nothing_is_fresh_past_its_limit()
    {
        var steps = Gen.Select(Gen.Enum<Step>(), Gen.Int[1, 20], Gen.Double[0, 40]).Array[0, 30];
        Gen.Select(steps, Gen.Double[0, 100]).Sample((history, wait) =>
        {
            var time = new FakeTimeProvider();
            var window = new LiveWindow(time);
            TimeSpan? alive = null;
            var (interval, complete) = (TimeSpan.Zero, false);
            foreach (var (step, seconds, pause) in history)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                switch (step)
                {
                    case Step.Alive:
                        (alive, interval) = (Moment.Of(time).Mono, TimeSpan.FromSeconds(seconds));
                        window.Alive(Scope, Streams.Pods, interval);
                        break;
                    case Step.Failed:
                        window.Failed(Scope, Streams.Pods, UnknownCause.SourceDown, "pods", "down");
                        break;
                    case Step.Complete:
                        complete = true;
                        window.Complete(Scope, Streams.Pods);
                        break;
                }
            }

            time.Advance(TimeSpan.FromSeconds(wait));
            var now = Moment.Of(time);
            var coverage = window.Freeze(now).Coverage(Scope, Streams.Pods);
            var age = alive is { } since ? now.Mono - since : TimeSpan.MaxValue;
            var expected = !complete || alive is null || age > interval * 10 ? Freshness.Lost
                : age > interval * 3 ? Freshness.Stale
                : age > interval * 2 ? Freshness.Aging
                : Freshness.Fresh;
            return coverage.Freshness == expected && coverage.Age == age && (coverage.Because is null) == (expected == Freshness.Fresh);
        });
    }
}
