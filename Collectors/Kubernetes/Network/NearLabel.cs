using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>The label that keeps a selector from its pods.</summary>
/// <param name="Found">What the pods have instead; empty when they have no such label.</param>
/// <param name="Pods">How many pods it would find otherwise.</param>
internal sealed record NearLabel(string Key, string Wanted, string Found, int Pods)
{
    /// <summary>Of a selector that finds nobody: the one label that is wrong, judged by the pods that were behind the Service last, else by pods that match all the rest of it.</summary>
    /// <returns>Null when nothing is near: the pods are simply not there.</returns>
    public static NearLabel? Of(IReadOnlyDictionary<string, string> selector, IReadOnlyList<PodEntry> around, IReadOnlyList<Workload> behind)
    {
        var before = around.Where(pod => pod.Workload is { } owner && behind.Contains(owner)).ToList();
        var candidates = before.Count > 0 ? before : around;
        return selector.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Without(pair.Key, pair.Value, selector, candidates, known: before.Count > 0))
            .OfType<NearLabel>().OrderByDescending(near => near.Pods).FirstOrDefault();
    }

    private static NearLabel? Without(string key, string wanted, IReadOnlyDictionary<string, string> selector, IReadOnlyList<PodEntry> pods, bool known)
    {
        var rest = pods.Where(pod => selector.All(pair => pair.Key == key || Value(pod, pair.Key) == pair.Value) && Value(pod, key) != wanted)
            .GroupBy(pod => Value(pod, key) ?? "", StringComparer.Ordinal)
            .Where(group => known || selector.Count > 1 || IsNear(wanted, group.Key))
            .MaxBy(group => group.Count());
        return rest is null ? null : new NearLabel(key, wanted, rest.Key, rest.Count());
    }

    private static string? Value(PodEntry pod, string key) => pod.Pod.Metadata.Labels.GetValueOrDefault(key);

    /// <summary>Whether one could be a slip of the other: the same beginning, for two thirds of the shorter one.</summary>
    private static bool IsNear(string wanted, string found)
    {
        var shorter = Math.Min(wanted.Length, found.Length);
        var common = wanted.AsSpan().CommonPrefixLength(found);
        return shorter > 2 && common * 3 >= shorter * 2;
    }
}
