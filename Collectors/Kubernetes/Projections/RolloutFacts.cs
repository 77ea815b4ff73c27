using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Tells of rollouts and of scaling. The same rollout told again has the same id.</summary>
public static class RolloutFacts
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>The start of the newest rollout, and its end when it is over; nothing for a first template or an old one.</summary>
    public static IEnumerable<Fact> Of(ClusterState state, Workload workload, Moment now)
    {
        if (workload.Owner is not { } owner || Revisions.Newest(workload) is not { } newest || Revisions.Before(workload, newest) is not { } before)
            yield break;
        var progressing = workload.Status?.Condition("Progressing");
        var started = newest.Reused ? workload.RevisionSince : newest.Created;
        if (started is not { } start || now.Wall - start > Remembered)
            yield break;
        var difference = TemplateDiff.Between(before.Template, newest.Template);
        if (difference.Difference == TemplateDifference.Unchanged)
            yield break;
        var id = newest.Number > 0 ? newest.Number.ToString(CultureInfo.InvariantCulture) : start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var what = What(difference);
        var data = Data(state, difference, newest, before);
        yield return Make(FactKinds.RolloutStarted, start, $"{workload.Key.Name}: rollout started: {what}");
        if (IsOver(workload))
            yield return Make(FactKinds.RolloutFinished, progressing?.LastUpdateTime is { } end && end >= start ? end : now.Wall, $"{workload.Key.Name}: rollout finished: {what}");

        Fact Make(string kind, DateTimeOffset time, string text) =>
            new($"{kind}/{owner.Metadata.Uid}/{id}", kind, workload.Resource, time, state.Clean(text), data);
    }

    /// <summary>Tells that an owner was asked for another number of pods.</summary>
    public static Fact Of(Scaled scaled) => new(
        string.Create(CultureInfo.InvariantCulture, $"{FactKinds.Scaled}/{scaled.OwnerUid}/{scaled.Generation}"),
        FactKinds.Scaled,
        scaled.Resource,
        scaled.At,
        string.Create(CultureInfo.InvariantCulture, $"{scaled.Resource.Name}: scaled from {scaled.From} to {scaled.To}"),
        new Details(text => text).Add("from", scaled.From).Add("to", scaled.To).Done());

    private static string What(TemplateChange change)
    {
        if (change.Images.Count > 0)
        {
            if (change.Images[0] is not { Before: { } old, After: { } next })
                return "another set of containers";
            return Short(old) == Short(next) ? $"{old} → {next}" : $"{Short(old)} → {Short(next)}";
        }

        if (change.ConfigMapMoves.Count > 0)
            return $"ConfigMap {change.ConfigMapMoves[0].Before} → {change.ConfigMapMoves[0].After}";
        return change.Difference == TemplateDifference.ConfigOnly ? "a restart" : "another template";
    }

    private static string Short(string image)
    {
        var parsed = ImageReference.Parse(image);
        var name = parsed.Repository[(parsed.Repository.LastIndexOf('/') + 1)..];
        return parsed.Tag is { } tag ? $"{name}:{tag}" : $"{name}@{parsed.Digest}";
    }

    private static IReadOnlyDictionary<string, string> Data(ClusterState state, TemplateChange change, Revision newest, Revision before)
    {
        var image = change.Images.Count > 0 ? change.Images[0] : null;
        var words = new Details(state.Clean)
            .Add("change", image is { Before: not null, After: not null } ? "image" : change.Difference == TemplateDifference.ConfigOnly ? "config" : "template")
            .Add("container", image?.Container)
            .Add("previousImage", image?.Before)
            .Add("image", image?.After)
            .Names("changed", change.Paths);
        return (newest.Number > 0 ? words.Add("revision", newest.Number).Add("previousRevision", before.Number) : words).Done();
    }

    private static bool IsOver(Workload workload)
    {
        if (workload is not { Owner: { } owner, Status: { } status } || status.ObservedGeneration < owner.Metadata.Generation || MinimumAvailable.Desired(workload) is not { } desired)
            return false;
        return workload.Key.Kind switch
        {
            Kinds.Deployment => status.Condition("Progressing")?.Reason == "NewReplicaSetAvailable" && (status.UpdatedReplicas ?? 0) == desired
                && (status.Replicas ?? 0) == desired && (status.AvailableReplicas ?? 0) == desired,
            Kinds.StatefulSet => status.UpdateRevision == status.CurrentRevision && (status.ReadyReplicas ?? 0) >= desired,
            Kinds.DaemonSet => (status.UpdatedNumberScheduled ?? 0) >= desired,
            _ => false,
        };
    }
}
