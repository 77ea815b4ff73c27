using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>
/// Turns what the cache holds into the values of things that are no workloads: services, node groups, autoscalers. It runs each
/// second over all of them. Pure: memory that it needs between runs is its own and depends on nothing but what it was shown.
/// </summary>
public interface IClusterProjection
{
    /// <summary>Unique; with the resource it names the group of values that is replaced together.</summary>
    string Name { get; }

    /// <summary>Every resource that there is now, with all its values. One that is not named any more is gone.</summary>
    /// <param name="known">Whether the first complete list of a stream is in. Without that, what is absent is not gone and must not be told.</param>
    IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known);
}
