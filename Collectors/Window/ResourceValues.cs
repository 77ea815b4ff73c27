using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Window;

/// <summary>The newest values of one resource, by the projection that made them. Never changed once made.</summary>
internal sealed class ResourceValues
{
    public static readonly ResourceValues None = new([]);

    private readonly (string Projection, IReadOnlyList<Sample> Samples)[] _groups;

    private ResourceValues((string, IReadOnlyList<Sample>)[] groups) => _groups = groups;

    public IEnumerable<Sample> All => _groups.SelectMany(group => group.Samples);

    public Sample? Find(Signal signal)
    {
        foreach (var (_, samples) in _groups)
        {
            foreach (var sample in samples)
            {
                if (ReferenceEquals(sample.Signal, signal) || sample.Signal.Equals(signal))
                    return sample;
            }
        }

        return null;
    }

    /// <summary>The same with one group replaced; itself when that says nothing new.</summary>
    public ResourceValues With(string projection, IReadOnlyList<Sample> samples)
    {
        var index = Array.FindIndex(_groups, group => group.Projection == projection);
        if (index < 0)
            return new ResourceValues([.. _groups, (projection, samples)]);
        if (Same(_groups[index].Samples, samples))
            return this;
        var groups = ((string, IReadOnlyList<Sample>)[])_groups.Clone();
        groups[index] = (projection, samples);
        return new ResourceValues(groups);
    }

    /// <summary>Times are not compared: the same value at a later time is no news.</summary>
    private static bool Same(IReadOnlyList<Sample> left, IReadOnlyList<Sample> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var index = 0; index < left.Count; index++)
        {
            var (one, other) = (left[index], right[index]);
            if (!one.Signal.Equals(other.Signal) || !one.Value.Equals(other.Value) || !SameWords(one.Detail, other.Detail))
                return false;
        }

        return true;
    }

    private static bool SameWords(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right)
    {
        if ((left?.Count ?? 0) != (right?.Count ?? 0))
            return false;
        return left is null || right is null || left.All(pair => right.TryGetValue(pair.Key, out var word) && word == pair.Value);
    }
}
