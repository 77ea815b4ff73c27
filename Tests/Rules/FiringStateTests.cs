using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Rules;

public sealed class FiringStateTests
{
    // One letter a minute. In: '.' well, 'x' bad, '?' no data. Out: i inactive, p pending, F firing, r recovering.
    [Theory]
    [InlineData("....", "iiii", 2, 2)]
    [InlineData(".xxx", "ippF", 2, 2)]
    [InlineData(".xx.x", "ippip", 2, 2)]
    [InlineData(".xxx.x", "ippFrF", 2, 2)]
    [InlineData(".xxx...", "ippFrri", 2, 2)]
    [InlineData("xxx?xx", "ppFFFF", 2, 2)]
    [InlineData("x??x", "pppF", 2, 2)]
    [InlineData("xxx..?.", "ppFrrri", 2, 3)]
    [InlineData("xxx????", "ppFFFFF", 2, 2)]
    [InlineData("????", "iiii", 2, 2)]
    [InlineData(".x.", "iFi", 0, 0)]
    [InlineData(".x.", "iFr", 0, 1)]
    public void Phases_follow_the_drawing(string verdicts, string phases, int holdMinutes, int keepMinutes)
    {
        var hold = new Hold(TimeSpan.FromMinutes(holdMinutes), TimeSpan.FromMinutes(keepMinutes));
        var state = FiringState.Initial;
        var drawn = verdicts.Select((letter, minute) =>
        {
            state = state.Next(StatusOf(letter), At(minute), hold);
            return Letter(state.Phase);
        });
        string.Concat(drawn).ShouldBe(phases);
    }

    [Fact]
    public void A_wall_clock_that_jumps_an_hour_fires_nothing()
    {
        var hold = new Hold(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        var state = FiringState.Initial.Next(Status.Critical, At(0), hold);
        state.Next(Status.Critical, At(1) with { Wall = At(61).Wall }, hold).Phase.ShouldBe(Phase.Pending);
        state.Next(Status.Critical, At(2) with { Wall = At(-58).Wall }, hold).Phase.ShouldBe(Phase.Firing);
    }

    [Fact]
    public void A_phase_says_when_it_began()
    {
        var hold = new Hold(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var state = FiringState.Initial.Next(Status.Degraded, At(0), hold).Next(Status.Degraded, At(1), hold).Next(Status.Critical, At(5), hold);
        state.ShouldBe(new FiringState(Phase.Firing, At(1)));
    }

    private static Moment At(int minute) => new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero).AddMinutes(minute), TimeSpan.FromMinutes(minute));

    private static Status StatusOf(char letter) => letter switch { 'x' => Status.Critical, '.' => Status.Healthy, _ => Status.Unknown };

    private static char Letter(Phase phase) => phase switch { Phase.Pending => 'p', Phase.Firing => 'F', Phase.Recovering => 'r', _ => 'i' };
}
