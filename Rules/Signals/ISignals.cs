namespace ApnaKart.Watch.Rules.Signals;

/// <summary>How old a value is, against its interval.</summary>
public enum Freshness
{
    /// <summary>Within 2 intervals.</summary>
    Fresh,

    /// <summary>Past 2 intervals: the age is shown in amber.</summary>
    Aging,

    /// <summary>Past 3: healthy becomes unknown; degraded and critical stay, marked stale.</summary>
    Stale,

    /// <summary>Past 10, or never known: unknown.</summary>
    Lost,
}

/// <summary>The state of what a signal is made from, in one scope.</summary>
/// <param name="Age">Since the last proof that it is alive, less the publish delay; <see cref="TimeSpan.MaxValue"/> when there was never any.</param>
/// <param name="StaleAfter">The age at which healthy becomes unknown: 3 intervals.</param>
/// <param name="Because">Why it is not fresh, when a cause is known.</param>
public sealed record Coverage(Freshness Freshness, TimeSpan Age, TimeSpan StaleAfter, Unknown? Because)
{
    /// <summary>Of two, the one that knows less.</summary>
    public static Coverage Worst(Coverage left, Coverage right) =>
        right.Freshness > left.Freshness || (right.Freshness == left.Freshness && right.Age > left.Age) ? right : left;
}

/// <summary>A value with what is known of its freshness. <see cref="Value"/> is null when nobody measured it: that is never zero.</summary>
public sealed record Reading(double? Value, IReadOnlyDictionary<string, string> Detail, Coverage Coverage)
{
    /// <summary>Whether there is a value at all, fresh or not.</summary>
    public bool Known => Value is not null;

    /// <summary>A word that belongs to the value, or null.</summary>
    public string? this[string key] => Detail.GetValueOrDefault(key);
}

/// <summary>What a rule can see: a frozen picture of the live window at <see cref="Now"/>. Reading it does no I/O and cannot fail.</summary>
public interface ISignals
{
    Moment Now { get; }

    /// <summary>The resources of one kind that exist in a scope.</summary>
    IReadOnlyCollection<Resource> Resources(Scope scope, string kind);

    /// <summary>The resources of one kind in all scopes, for rules that ask the neighbours.</summary>
    IReadOnlyCollection<Resource> Everywhere(string kind) => [];

    /// <summary>Whether a resource exists: a source named it and has not taken it away since.</summary>
    bool Exists(Resource resource);

    /// <summary>The newest value.</summary>
    Reading Read(Signal signal, Resource resource);

    /// <summary>How well a stream of a scope is known, whether or not any resource has a value.</summary>
    Coverage Coverage(Scope scope, string stream);

    /// <summary>Recent facts about one resource, newest first.</summary>
    IReadOnlyList<Fact> Facts(Resource resource);
}
