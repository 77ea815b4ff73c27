using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class ScoreHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly ScoreHistory _history = new();

    [Fact]
    public void A_step_keeps_its_worst_score()
    {
        _history.Add(FakeBoards.FirstLight(At(1)));
        _history.Add(FakeBoards.OneCritical(At(2)));
        _history.Add(FakeBoards.FirstLight(At(3)));
        _history.Of(2, Start.AddSeconds(3))[^1].ShouldBe(20);
    }

    [Fact]
    public void What_was_not_known_is_a_gap()
    {
        _history.Add(FakeBoards.FirstLight(At(0)));
        _history.Add(FakeBoards.Unknown(At(30), UnknownCause.Late));
        _history.Add(FakeBoards.FirstLight(At(60)));
        _history.Of(2, Start.AddSeconds(60)).TakeLast(4).ShouldBe([null, 100, null, 100]);
        _history.Of(3, Start.AddSeconds(60)).ShouldAllBe(score => score == null);
    }

    [Fact]
    public void After_an_hour_of_silence_nothing_old_comes_back()
    {
        _history.Add(FakeBoards.OneCritical(At(0)));
        _history.Of(2, Start.AddHours(1)).ShouldAllBe(score => score == null);
        _history.Of(2, Start.AddMinutes(59))[1].ShouldBe(20);
    }

    private static Moment At(int seconds) => new(Start.AddSeconds(seconds), TimeSpan.FromHours(2) + TimeSpan.FromSeconds(seconds));
}
