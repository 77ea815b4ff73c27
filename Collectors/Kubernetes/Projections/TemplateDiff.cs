using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>How far two templates differ.</summary>
public enum TemplateDifference
{
    Unchanged,

    /// <summary>Only marks that make pods restart, or the suffix of a ConfigMap's name.</summary>
    ConfigOnly,

    Changed,
}

/// <summary>A container's image before and after; null where the container is not there.</summary>
public sealed record ImageChange(string Container, string? Before, string? After);

/// <summary>One template against the one before.</summary>
/// <param name="Paths">What differs, in order of its path.</param>
/// <param name="ConfigMapMoves">ConfigMaps that were replaced by one of the same base name.</param>
public sealed record TemplateChange(
    TemplateDifference Difference,
    IReadOnlyList<string> Paths,
    IReadOnlyList<ImageChange> Images,
    IReadOnlyList<(string Before, string After)> ConfigMapMoves);

/// <summary>Compares pod templates, also in what is not kept of them.</summary>
public static class TemplateDiff
{
    private const string Annotations = "metadata.annotations.";

    public static TemplateChange Between(PodTemplate before, PodTemplate after)
    {
        var paths = new List<string>();
        var moves = new HashSet<(string, string)>();
        var other = false;
        foreach (var (path, old, next) in Differences(before.Leaves.All, after.Leaves.All))
        {
            if (path is "metadata.labels.pod-template-hash" or "metadata.creationTimestamp")
                continue;
            if (paths.Count == 0 || paths[^1] != path)
                paths.Add(path);
            if (IsRestartMark(path))
                continue;
            if (path.EndsWith(".name", StringComparison.Ordinal) && old?.Value is { } from && next?.Value is { } to && ConfigMapNames.SameBase(from, to))
                moves.Add((from, to));
            else
                other = true;
        }

        var difference = paths.Count == 0 ? TemplateDifference.Unchanged : other ? TemplateDifference.Changed : TemplateDifference.ConfigOnly;
        return new TemplateChange(difference, paths, Images(before.Spec, after.Spec), [.. moves]);
    }

    private static bool IsRestartMark(string path)
    {
        if (path.StartsWith(Annotations, StringComparison.Ordinal))
        {
            var key = path.AsSpan(Annotations.Length);
            return key.StartsWith("checksum/") || key.StartsWith("reloader.stakater.com/") || key.SequenceEqual("kubectl.kubernetes.io/restartedAt");
        }

        return path.Contains(".env[STAKATER_", StringComparison.Ordinal);
    }

    private static List<ImageChange> Images(PodSpec before, PodSpec after)
    {
        var changes = new List<ImageChange>();
        foreach (var container in after.AllContainers)
        {
            var old = before.AllContainers.FirstOrDefault(one => one.Name == container.Name)?.Image;
            if (old != container.Image)
                changes.Add(new ImageChange(container.Name, old, container.Image));
        }

        foreach (var gone in before.AllContainers.Where(one => !after.AllContainers.Any(container => container.Name == one.Name)))
            changes.Add(new ImageChange(gone.Name, gone.Image, null));
        return changes;
    }

    /// <summary>Walks both sorted lists at once.</summary>
    private static IEnumerable<(string Path, TemplateLeaf? Before, TemplateLeaf? After)> Differences(IReadOnlyList<TemplateLeaf> before, IReadOnlyList<TemplateLeaf> after)
    {
        var (left, right) = (0, 0);
        while (left < before.Count || right < after.Count)
        {
            var order = left == before.Count ? 1 : right == after.Count ? -1 : string.CompareOrdinal(before[left].Path, after[right].Path);
            if (order < 0)
            {
                yield return (before[left].Path, before[left++], null);
            }
            else if (order > 0)
            {
                yield return (after[right].Path, null, after[right++]);
            }
            else
            {
                if (before[left].Hash != after[right].Hash)
                    yield return (before[left].Path, before[left], after[right]);
                left++;
                right++;
            }
        }
    }
}
