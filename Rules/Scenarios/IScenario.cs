using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>
/// One signature: what its outage looks like. Pure: no clock, no I/O, no state. Found by a scan of the assembly, so a new
/// scenario is this class, its seed and its test.
/// </summary>
public interface IScenario
{
    /// <summary>1 to 15, the number of its seed.</summary>
    int Number { get; }

    /// <summary>What it is judged per, as in <see cref="Resource.Kind"/>.</summary>
    IReadOnlyList<string> Subjects { get; }

    /// <summary>Every placeholder that <see cref="Judge"/> may give a value to, for the runbook's commands.</summary>
    IReadOnlyList<string> Placeholders { get; }

    /// <summary>Checks that the seed has the limits that this signature reads, and no others.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    IReadOnlyList<string> Bind(Seed seed);

    /// <summary>Says through <paramref name="judging"/> what is seen of one resource.</summary>
    void Judge(Judging judging);

    /// <summary>One sentence for a scope where all is well, with the counts that make it worth believing: <c>0 of 412 pods wait for an image</c>.</summary>
    string Calm(Scope scope, ISignals signals);
}

/// <summary>A signature that has no numbers of its own besides symptoms and causes.</summary>
public sealed record NoLimits;

/// <summary>A signature with limits of its own.</summary>
/// <typeparam name="TLimits">The sealed record that the seed's <c>limits</c> are bound to, unknown and missing keys refused.</typeparam>
public abstract class Scenario<TLimits>(int number) : IScenario
    where TLimits : class
{
    public int Number => number;

    public IReadOnlyList<string> Bind(Seed seed) => LimitBinder.Check<TLimits>(seed);

    public virtual IReadOnlyList<string> Subjects => Kinds.Workloads;

    public abstract IReadOnlyList<string> Placeholders { get; }

    public abstract string Calm(Scope scope, ISignals signals);

    public void Judge(Judging judging) => Judge(judging, LimitBinder.Read<TLimits>(judging.Seed));

    protected abstract void Judge(Judging judging, TLimits limits);

    /// <summary>The sum of one signal over all subjects of a scope, where it is known, for a sentence about the whole.</summary>
    protected (int Subjects, double Sum) Total(Scope scope, ISignals signals, Signal signal)
    {
        var subjects = Subjects.SelectMany(kind => signals.Resources(scope, kind)).ToList();
        return (subjects.Count, subjects.Sum(subject => signals.Read(signal, subject).Value ?? 0));
    }
}
