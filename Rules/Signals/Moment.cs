namespace ApnaKart.Watch.Rules.Signals;

/// <summary>
/// One instant on two clocks. Holds and ages count on <see cref="Mono"/>, which never jumps; <see cref="Wall"/> is for
/// people and for ordering evidence. A wall clock that is set an hour forward must fire nothing.
/// </summary>
/// <param name="Wall">UTC.</param>
/// <param name="Mono">Time since an origin of this process; only differences mean anything.</param>
public readonly record struct Moment(DateTimeOffset Wall, TimeSpan Mono)
{
    /// <summary>The present, from a time provider.</summary>
    public static Moment Of(TimeProvider time) => new(time.GetUtcNow(), time.GetElapsedTime(0));
}
