using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>What is known of one stream of one scope.</summary>
/// <param name="First">When anything was heard of it first.</param>
/// <param name="Alive">When it proved alive last; null when it never did.</param>
/// <param name="Interval">How often a proof can be expected; zero until one came.</param>
/// <param name="Failure">Why it does not deliver, until it proves alive again.</param>
internal sealed record StreamState(Moment First, Moment? Alive, TimeSpan Interval, bool Complete, Unknown? Failure)
{
    /// <summary>How fresh it is at a moment. Monotonic time alone counts.</summary>
    public Coverage At(Moment now, StaleLadder ladder, Scope scope, string stream)
    {
        var source = $"{scope}: {stream}";
        var staleAfter = Interval * ladder.Stale;
        if (Alive is not { } alive)
            return new Coverage(Freshness.Lost, TimeSpan.MaxValue, staleAfter, Failure ?? Starting(source));
        var age = now.Mono > alive.Mono ? now.Mono - alive.Mono : TimeSpan.Zero;
        if (!Complete)
            return new Coverage(Freshness.Lost, age, staleAfter, Failure ?? Starting(source));
        var freshness = age > Interval * ladder.Lost ? Freshness.Lost
            : age > staleAfter ? Freshness.Stale
            : age > Interval * ladder.Aging ? Freshness.Aging
            : Freshness.Fresh;
        var because = freshness == Freshness.Fresh ? null : Failure ?? new Unknown(UnknownCause.Late, source, $"no sign of life for {age.TotalSeconds:0} s", alive.Wall);
        return new Coverage(freshness, age, staleAfter, because);
    }

    /// <summary>Of a stream that nobody has said anything about.</summary>
    public static Coverage Unheard(Moment now, Scope scope, string stream) => new(
        Freshness.Lost,
        TimeSpan.MaxValue,
        TimeSpan.Zero,
        new Unknown(UnknownCause.Starting, $"{scope}: {stream}", "nothing was heard of it yet", now.Wall));

    private Unknown Starting(string source) => new(UnknownCause.Starting, source, "the first complete list is not in yet", First.Wall);
}
