using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>What ties crashes to a change of configuration, and what ties them to something else that changed.</summary>
internal static class CrashConfigEvidence
{
    /// <summary>A pod that has run this long since the change runs well with it.</summary>
    private static readonly TimeSpan RunsWell = TimeSpan.FromMinutes(1);

    public static IEnumerable<Sample> Of(CrashPicture picture)
    {
        var all = picture.Suspect is { } suspect
            ? [ChangeToCrash(picture, suspect.Change, suspect.Seconds, suspect.Often), Survivors(picture, suspect.Change), Shared(picture, suspect.Change)]
            : Array.Empty<Sample?>();
        return all.Append(ConfigOnly(picture)).Append(ImageChanged(picture)).OfType<Sample>();
    }

    private static Sample ChangeToCrash(CrashPicture picture, ConfigMapChange change, double seconds, bool often)
    {
        var patch = RestorePatch.For(change, picture.State.ConfigMaps[change.Key]?.Immutable ?? false);
        return picture.Sample(Known.Crash.ChangeToCrash, seconds, picture.Words()
            .Add("configmap", change.Key.Name)
            .Add("keys", string.Join(',', change.Keys))
            .Add("changedAt", change.At)
            .Add("manager", change.Manager)
            .Add("style", change.Style)
            .Add("previous", change.Previous)
            .Add("often", often ? "true" : null)
            .Checked("restorePatch", patch)
            .Add("diff", ConfigDiff.Of(change)));
    }

    private static Sample? Survivors(CrashPicture picture, ConfigMapChange change)
    {
        if (picture.Telling.Any(container => container.Started is not { } started || started < change.At))
            return null;
        var others = picture.Workload.Pods.Where(pod => PodState.Counts(pod.Pod) && PodState.IsReady(pod.Pod) && !picture.Pods.Contains(pod)).ToArray();
        if (others.Any(pod => LastStart(pod) is { } start && start >= change.At && pod.Since(start, picture.Now) >= RunsWell && ReadsSame(picture, pod)))
            return picture.Flag(Known.Crash.SurvivorsOnOldConfig, false);
        return others.Any(pod => LastStart(pod) is { } start && start < change.At && IsSameButConfig(picture, pod))
            ? picture.Flag(Known.Crash.SurvivorsOnOldConfig, true)
            : null;
    }

    private static Sample? ConfigOnly(CrashPicture picture)
    {
        if (picture.Revision is not { } revision)
            return null;
        if (picture.Suspect is { Change: { Style: not ConfigMapChange.Hashed } change } && revision.Created < change.At)
            return picture.Flag(Known.Crash.TemplateConfigOnly, true, picture.Words().Add("template", "unchanged"));
        if (picture.Before is not { } before)
            return null;
        var difference = TemplateDiff.Between(before.Template, revision.Template);
        var word = difference.Difference switch
        {
            TemplateDifference.Unchanged => "unchanged",
            TemplateDifference.ConfigOnly => "config-only",
            _ => "changed",
        };
        return picture.Flag(
            Known.Crash.TemplateConfigOnly,
            difference.Difference != TemplateDifference.Changed,
            picture.Words().Add("template", word).Names("changed", difference.Paths));
    }

    private static Sample? ImageChanged(CrashPicture picture)
    {
        if (picture is not { Revision: { } revision, Before: { } before })
            return null;
        var images = TemplateDiff.Between(before.Template, revision.Template).Images;
        var younger = picture.Suspect is not { } suspect || revision.Created >= suspect.Change.At;
        var image = images.FirstOrDefault(change => change.Container == picture.Worst.Status.Name) ?? (images.Count > 0 ? images[0] : null);
        return picture.Flag(
            Known.Crash.ImageChanged,
            images.Count > 0 && younger,
            picture.Words().Add("image", image?.After).Add("previousImage", image?.Before));
    }

    private static Sample? Shared(CrashPicture picture, ConfigMapChange change)
    {
        var (crash, well) = (new List<string>(), 0);
        foreach (var other in picture.State.PodsByConfigMap[change.Key].Select(pod => pod.Workload).OfType<Workload>().Distinct())
        {
            if (other == picture.Workload || other.IsJob || !RestartedSince(other, change.At))
                continue;
            if (Crashing.Of(picture.State, other, picture.Now).Count > 0)
                crash.Add(other.Key.Name);
            else
                well++;
        }

        return crash.Count + well == 0
            ? null
            : picture.Sample(Known.Crash.SharedConfigCrashes, crash.Count - well, picture.Words().Names("workloads", crash));
    }

    private static bool RestartedSince(Workload workload, DateTimeOffset time) =>
        workload.Pods.Any(pod => PodState.Counts(pod.Pod) && pod.Statuses.Any(status =>
            status.State.Running?.StartedAt >= time || status.LastState.Terminated?.FinishedAt >= time || status.State.Terminated?.FinishedAt >= time));

    /// <summary>When the youngest of a pod's containers started; null when none runs.</summary>
    private static DateTimeOffset? LastStart(PodEntry pod) => pod.Pod.Status.ContainerStatuses.Max(status => status.State.Running?.StartedAt);

    private static bool ReadsSame(CrashPicture picture, PodEntry pod) => pod.ConfigMapKeys.Any(key => picture.Pods.Any(crashing => crashing.ConfigMapKeys.Contains(key)));

    private static bool IsSameButConfig(CrashPicture picture, PodEntry pod)
    {
        if (picture.Revision is not { } revision || Revisions.OfPods(picture.Workload, [pod]) is not { } own)
            return false;
        return own.Name == revision.Name || TemplateDiff.Between(own.Template, revision.Template).Difference != TemplateDifference.Changed;
    }
}
