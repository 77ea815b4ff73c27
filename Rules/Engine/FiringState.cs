using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>
/// The one place where verdicts become phases. As in Prometheus: a bad verdict is pending for <c>for</c>, then fires; a
/// firing one that is well keeps firing as "recovering" for <c>keepFiringFor</c>. No data changes no phase and stops no
/// clock. Holds count on monotonic time, so that a wall clock that jumps fires nothing.
/// </summary>
/// <param name="Since">When this phase began.</param>
public sealed record FiringState(Phase Phase, Moment Since)
{
    public static readonly FiringState Initial = new(Phase.Inactive, default);

    /// <summary>The phase after one more verdict.</summary>
    public FiringState Next(Status status, Moment now, Hold hold) => status switch
    {
        Status.Degraded or Status.Critical => WhenBad(now, hold),
        Status.Healthy => WhenWell(now, hold),
        _ => this,
    };

    private FiringState WhenBad(Moment now, Hold hold) => Phase switch
    {
        Phase.Inactive when hold.For <= TimeSpan.Zero => new(Phase.Firing, now),
        Phase.Inactive => new(Phase.Pending, now),
        Phase.Pending when now.Mono - Since.Mono >= hold.For => new(Phase.Firing, now),
        Phase.Recovering => new(Phase.Firing, now),
        _ => this,
    };

    private FiringState WhenWell(Moment now, Hold hold) => Phase switch
    {
        Phase.Pending => new(Phase.Inactive, now),
        Phase.Firing when hold.KeepFiringFor <= TimeSpan.Zero => new(Phase.Inactive, now),
        Phase.Firing => new(Phase.Recovering, now),
        Phase.Recovering when now.Mono - Since.Mono >= hold.KeepFiringFor => new(Phase.Inactive, now),
        _ => this,
    };
}
