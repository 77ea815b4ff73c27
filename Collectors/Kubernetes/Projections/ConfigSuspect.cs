using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Finds the change of configuration that came last before the first crash.</summary>
internal static class ConfigSuspect
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>Object times have a resolution of a second and come from two clocks.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <param name="revision">The template of the crashing pods, or null.</param>
    /// <param name="before">The template before it, or null.</param>
    /// <returns>The change and the seconds from it to the crash, negative when the crash came first; null when no change is known. One of a ConfigMap that changes all the time is taken only for want of another: it says little, but "nothing changed" would be untrue.</returns>
    public static (ConfigMapChange Change, double Seconds, bool Often)? Find(
        ClusterState state, Workload workload, IEnumerable<PodEntry> crashing, DateTimeOffset? firstCrash, Revision? revision, Revision? before, Moment now)
    {
        if (firstCrash is not { } crash)
            return null;
        var moves = revision is null || before is null ? [] : TemplateDiff.Between(before.Template, revision.Template).ConfigMapMoves;
        var candidates = new List<ConfigMapChange>();
        foreach (var key in crashing.SelectMany(pod => pod.ConfigMapKeys).Distinct())
        {
            if (state.ConfigMaps[key] is not { } record)
                continue;
            var moved = moves.FirstOrDefault(move => move.After == key.Name);
            foreach (var change in ConfigMapHistory.Of(record))
            {
                if (change.Style != ConfigMapChange.Created || change.Before is not null)
                    candidates.Add(change);
                else if (moved.After is not null)
                    candidates.Add(Hashed(state, change, moved.Before, revision!));
                else if (IsNews(workload, change, revision, before))
                    candidates.Add(change);
            }
        }

        candidates.RemoveAll(change => now.Wall - change.At > Remembered || (crash - change.At).Duration() > Remembered);
        bool Often(ConfigMapChange change) => state.ConfigMaps[change.Key] is { } record && ConfigMapHistory.IsNoisy(record, now.Wall);
        var earlier = candidates.Where(change => change.At <= crash + Slack).OrderBy(Often).ThenByDescending(change => change.At).FirstOrDefault();
        var found = earlier ?? candidates.OrderBy(Often).ThenBy(change => change.At).FirstOrDefault();
        if (found is null)
            return null;
        var seconds = (crash - found.At).TotalSeconds;
        return (found, earlier is not null ? Math.Max(0, seconds) : seconds, Often(found));
    }

    private static ConfigMapChange Hashed(ClusterState state, ConfigMapChange created, string previous, Revision revision)
    {
        var old = state.ConfigMaps[created.Key with { Name = previous }]?.Newest;
        return created with
        {
            Style = ConfigMapChange.Hashed,
            Previous = previous,
            Before = old,
            Keys = old is null || created.After is null ? [] : ConfigMapHistory.Differ(old, created.After),
            At = revision.Created > created.At ? revision.Created.Value : created.At,
        };
    }

    /// <summary>A ConfigMap as old as the workload itself is no change: its creation counts only for who had not run with it.</summary>
    private static bool IsNews(Workload workload, ConfigMapChange created, Revision? revision, Revision? before)
    {
        if (before is not null)
            return !Reads(before.Template.Spec, created.Key.Name) || created.At > before.Created + Slack;
        return !workload.EverComplete || created.At > revision?.Created + Slack;
    }

    private static bool Reads(PodSpec spec, string name) => ConfigReferences.Of(spec).Any(use => use.Name == name);
}
