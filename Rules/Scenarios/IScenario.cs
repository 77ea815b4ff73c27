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
}
