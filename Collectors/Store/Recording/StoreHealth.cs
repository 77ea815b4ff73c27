using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>A store as one line of the page Sources.</summary>
internal static class StoreHealth
{
    public static StreamHealth Of(
        string stream, LoopState state, TimeProvider time, TimeSpan interval, string detail, int waiting, long stored, long batches, MovedAside? aside, string costs)
    {
        var failing = state.FailingSince is not null;
        var next = failing ? $", next try within {state.Pause.TotalSeconds:0} s" : "";
        return new StreamHealth(
            Source: $"store/{stream}",
            Scope: new Scope(""),
            Stream: stream,
            State: (failing, state.LastSuccess) switch { (true, _) => "down", (_, null) => "starting", _ => "ok" },
            Age: time.GetUtcNow() - state.LastSuccess,
            Interval: interval,
            Detail: detail + next,
            LastError: state.LastError ?? Say(aside),
            LastErrorAt: state.LastErrorAt ?? aside?.At,
            FirstErrorAt: state.FailingSince ?? aside?.At,
            Objects: waiting,
            Events: stored,
            Requests: batches,
            Restarts: state.Failures,
            Costs: [costs]);
    }

    private static string? Say(MovedAside? aside) => aside is null ? null : $"{aside.From} was broken and is kept as {aside.To}: {aside.Why}";
}
