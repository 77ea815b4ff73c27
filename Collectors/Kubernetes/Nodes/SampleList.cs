using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>The values of one resource in the making.</summary>
internal sealed class SampleList(ClusterState state, Resource resource, Moment now)
{
    private readonly List<Sample> _samples = [];

    public IReadOnlyList<Sample> All => _samples;

    public Details Words() => new(state.Clean);

    public void Add(Signal signal, double? value, Details? words = null)
    {
        if (value is { } known)
            _samples.Add(new Sample(signal, resource, now.Wall, known, words?.Done()));
    }
}

/// <summary>All nodes of the cluster together.</summary>
internal sealed class ClusterNodes(IReadOnlyList<NodeView> views)
{
    public IReadOnlyList<NodeView> All => views;

    public IReadOnlyList<NodeView> Silent { get; } = [.. views.Where(view => view.Silent && view.Word != NodeWord.Starting)];

    /// <summary>Different pairs of group and zone.</summary>
    public int Places { get; } = views.Select(view => (view.Group, view.Zone)).Distinct().Count();

    /// <summary>Share of the nodes of all groups but one that are bad; null when there are none.</summary>
    public double? OthersBad(string group)
    {
        var others = views.Where(view => view.Group != group && view.Word != NodeWord.Planned).ToList();
        return others.Count == 0 ? null : others.Count(view => view.Word == NodeWord.Bad) / (double)others.Count;
    }
}

/// <summary>Short tallies for people.</summary>
internal static class Tallies
{
    /// <summary><c>DiskPressure=2,MemoryPressure=1</c>, the most frequent first.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(',', words.CountBy(word => word, StringComparer.Ordinal)
        .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    /// <summary>Seconds between the first and the last that fell silent.</summary>
    public static double Spread(IEnumerable<NodeView> nodes)
    {
        var times = nodes.Select(view => view.SilentSince).OfType<DateTimeOffset>().ToList();
        return times.Count == 0 ? 0 : (times.Max() - times.Min()).TotalSeconds;
    }
}
