using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>One template that an owner had.</summary>
/// <param name="Number">To undo to; 0 when the owner does not number its revisions here.</param>
/// <param name="Created">Null when it was there before Watch looked.</param>
/// <param name="Reused">Whether an undo brought it back, so that it is older than its use.</param>
public sealed record Revision(string Name, long Number, DateTimeOffset? Created, PodTemplate Template, bool Reused = false);

/// <summary>
/// Finds which template pods came from and the one before. An undo gives an old ReplicaSet a new number and moves the old
/// number into its history, so both are asked.
/// </summary>
public static class Revisions
{
    private const string Number = "deployment.kubernetes.io/revision";
    private const string History = "deployment.kubernetes.io/revision-history";

    /// <summary>The template that most of the pods came from; null when it is not known.</summary>
    public static Revision? OfPods(Workload workload, IEnumerable<PodEntry> pods)
    {
        if (workload.Key.Kind != Kinds.Deployment)
            return Newest(workload);
        var name = pods.Select(pod => pod.Pod.Metadata.Controller?.Name).OfType<string>()
            .GroupBy(one => one, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        var found = name is null ? null : workload.ReplicaSets.FirstOrDefault(one => one.Metadata.Name == name);
        return found is null ? null : From(found);
    }

    /// <summary>The template that the owner asks for now; null when it is not known.</summary>
    public static Revision? Newest(Workload workload)
    {
        switch (workload.Key.Kind)
        {
            case Kinds.Deployment:
                var number = workload.Owner?.Metadata.Annotations.GetValueOrDefault(Number);
                var current = number is null ? null : workload.ReplicaSets.FirstOrDefault(one => one.Metadata.Annotations.GetValueOrDefault(Number) == number);
                return current is null ? null : From(current);
            case Kinds.ReplicaSet when workload.Owner is ReplicaSet own:
                return From(own);
            default:
                return workload.Templates.Count == 0 ? null : From(workload, workload.Templates.Count - 1);
        }
    }

    /// <summary>The template before another; null when there was none or it is not kept.</summary>
    public static Revision? Before(Workload workload, Revision revision)
    {
        if (workload.Key.Kind != Kinds.Deployment)
            return workload.Templates.Count < 2 ? null : From(workload, workload.Templates.Count - 2);
        ReplicaSet? best = null;
        var highest = 0L;
        foreach (var candidate in workload.ReplicaSets.Where(one => one.Metadata.Name != revision.Name))
        {
            foreach (var number in Numbers(candidate).Where(number => number < revision.Number && number > highest))
                (best, highest) = (candidate, number);
        }

        return best is null ? null : From(best);
    }

    private static Revision From(ReplicaSet one) => new(
        one.Metadata.Name,
        long.TryParse(one.Metadata.Annotations.GetValueOrDefault(Number), CultureInfo.InvariantCulture, out var number) ? number : 0,
        one.Metadata.CreationTimestamp,
        one.Spec.Template,
        one.Metadata.Annotations.ContainsKey(History));

    private static Revision From(Workload workload, int index) =>
        new(workload.Key.Name, 0, workload.Templates[index].Since, workload.Templates[index].Template);

    private static IEnumerable<long> Numbers(ReplicaSet one)
    {
        var text = $"{one.Metadata.Annotations.GetValueOrDefault(Number)},{one.Metadata.Annotations.GetValueOrDefault(History)}";
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (long.TryParse(part, CultureInfo.InvariantCulture, out var number))
                yield return number;
        }
    }
}
