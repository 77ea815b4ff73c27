using ApnaKart.Watch.Rules.Scenarios;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>Over what an explanation reaches.</summary>
public enum Reach
{
    /// <summary>Everything in the same region.</summary>
    Region,

    /// <summary>Everything in the same cluster.</summary>
    Cluster,

    /// <summary>The workloads, pods and databases that the explaining judgement covers.</summary>
    Covered,
}

/// <summary>One scenario may be the cause of another.</summary>
/// <param name="Lag">How much later than its consequence the cause may have been noticed: sources differ in speed.</param>
/// <param name="Lingers">How long after its end the cause still explains.</param>
public sealed record Explanation(int By, int Whom, Reach Reach, TimeSpan Lag, TimeSpan Lingers);

/// <summary>Who can explain whom. Closed: what is not here explains nothing.</summary>
public static class ExplanationTable
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(2);

    // Pods that are repaired are well at once; the endpoints of their Service come back when they have passed their probes.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(5);

    /// <summary>Every edge. A test holds that they make no circle.</summary>
    public static readonly IReadOnlyList<Explanation> All =
    [
        // CloudWatch, health checks and replication speak minutes after the pods do.
        .. Edges(11, Reach.Region, Slow, 1, 3, 5, 6, 7, 8, 12, 13),
        .. Edges(12, Reach.Covered, Slow, 7),
        .. Edges(13, Reach.Cluster, Usual, 1, 3, 5, 6),
        .. Edges(1, Reach.Cluster, Usual, 3),
        .. Edges(6, Reach.Covered, Usual, 3, 5, 8),
        .. Edges(9, Reach.Covered, Usual, 2, 4, 5, 8),
        .. Edges(10, Reach.Covered, Usual, 4),
        new(7, 8, Reach.Covered, Usual, TimeSpan.FromMinutes(10)),
        .. Edges(4, Reach.Covered, Usual, 5, 8),
        .. Edges(2, Reach.Covered, Usual, 5, 8),
        .. Edges(5, Reach.Covered, Usual, 8),
        .. Edges(3, Reach.Covered, Usual, 8),
    ];

    /// <summary>Whether a bad resource of one scenario lies within the reach of another's.</summary>
    public static bool Reaches(Reach reach, Judgement by, Judgement whom) => reach switch
    {
        Reach.Region => by.Resource.Region == whom.Resource.Region,
        Reach.Cluster => by.Resource.Scope == whom.Resource.Scope,
        _ => by.Covers.Contains(whom.Resource) || Others(whom) is { Count: > 0 } others && others.All(by.Covers.Contains),
    };

    // A Service is no workload: it is reached over what stands behind it.
    private static List<Signals.Resource> Others(Judgement whom) => [.. whom.Covers.Where(resource => resource != whom.Resource)];

    private static IEnumerable<Explanation> Edges(int by, Reach reach, TimeSpan lag, params int[] whom) =>
        whom.Select(number => new Explanation(by, number, reach, lag, number == 5 ? Healing : TimeSpan.Zero));
}
