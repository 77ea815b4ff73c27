namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>A scenario that must be the root of a recorded incident.</summary>
/// <param name="Scenario">Its number.</param>
/// <param name="Workload">The worst resource, <c>namespace/name</c>; a name of <c>*</c> means any of that namespace.</param>
/// <param name="From">The first failing state, as the timeline names it: nothing may be said before.</param>
/// <param name="Within">Seconds from there until the scenario must be bad.</param>
/// <param name="Over">The state with whose last sight the incident is over.</param>
/// <param name="Words">What the headline must hold at some time.</param>
internal sealed record Root(int Scenario, string Workload, string From, double Within, string Over, params string[] Words)
{
    /// <summary>What the signature may give as its variant or style; nothing else at any time.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Look-alikes that must be named as looked for and not found.</summary>
    public IReadOnlyList<string> RuledOut { get; init; } = [];

    /// <summary>The lowest score at any time must lie here.</summary>
    public (int From, int To) Lowest { get; init; } = (0, 84);

    /// <summary>Seconds after which it must be healthy again.</summary>
    public double HealsWithin { get; init; } = 5;
}

/// <summary>What must be said of one recording.</summary>
/// <param name="File">Its name without endings.</param>
/// <param name="Why">What decides it, in a few words.</param>
/// <param name="Roots">Empty: everything that is judged must stay quiet.</param>
internal sealed record Expectation(string File, string Why, params Root[] Roots)
{
    /// <summary>Whether the API was away, so that unknown is the right word in between.</summary>
    public bool Away { get; init; }

    /// <summary>Whether a workload was below its minimum for so long, for a reason that no built scenario knows, that it must be told as unexplained.</summary>
    public bool Unexplained { get; init; }

    /// <summary>Scenarios that may be bad as well, as a consequence of a root that is told to be one.</summary>
    public IReadOnlyList<int> Consequences { get; init; } = [];

    public override string ToString() => File;
}
