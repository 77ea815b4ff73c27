using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>
/// Owners whose pods are refused because a webhook cannot be called. The condition of the owner says that it is so now, its
/// events how often. One who is complete again is no longer blocked, whatever old events say.
/// </summary>
internal static partial class WebhookBlocks
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    public static Sample Project(ClusterState state, Moment now)
    {
        var blocked = state.Workloads.Select(workload => Of(state, workload, now)).OfType<Block>().OrderBy(block => block.Since).ToList();
        var words = new Details(state.Clean);
        if (blocked.Count > 0)
            Describe(words, state, blocked);
        return new Sample(Known.ControlPlane.WebhookBlocks, state.Cluster, now.Wall, blocked.Count, words.Done());
    }

    private static void Describe(Details words, ClusterState state, List<Block> blocked)
    {
        var message = blocked[^1].Message;
        var name = Name().Match(message) is { Success: true } match ? match.Groups["name"].Value : null;
        words.Add("webhook", name).Add("message", message).Add("since", blocked[0].Since).Add("count", blocked.Sum(block => block.Count))
            .Add("service", Service().Match(message) is { Success: true } at ? at.Groups["service"].Value : null)
            .Add("workloads", string.Join('\n', blocked.Take(50).Select(block => block.Workload.Resource.ToString())));
        if (name is not null && Configuration(state, name) is var (kind, configuration, index))
            words.Add("configuration", configuration).Add("configurationKind", kind).Add("index", index);
    }

    private static Block? Of(ClusterState state, Workload workload, Moment now)
    {
        var makers = Makers(state, workload).ToList();
        var events = makers.SelectMany(maker => state.Events.About(maker.Metadata.Uid)).Where(entry => entry.Event.Reason == "FailedCreate" && IsWebhook(entry.Event.Message)).ToList();
        var condition = makers.OfType<ReplicaSet>().Where(set => IsShort(state, set)).Select(set => set.Status.Condition("ReplicaFailure"))
            .FirstOrDefault(one => one is { IsTrue: true, Reason: "FailedCreate" } && IsWebhook(one.Message));
        // Other owners have no such condition: for them only a fresh event counts.
        var fresh = workload.ReplicaSets.Count == 0 ? events.Where(entry => now.Wall - entry.Event.Time < Recent).ToList() : [];
        if (condition is null && fresh.Count == 0)
            return null;
        var newest = events.MaxBy(entry => entry.Event.Time)?.Event;
        var since = condition?.LastTransitionTime ?? fresh.Min(entry => entry.Event.FirstTime);
        return new Block(workload, newest?.Message ?? condition!.Message ?? "", since ?? now.Wall, Math.Max(1, events.Sum(entry => entry.Event.Occurrences)));
    }

    private static IEnumerable<IKubernetesObject> Makers(ClusterState state, Workload workload)
    {
        if (workload.ReplicaSets.Count > 0)
            return workload.ReplicaSets;
        if (workload.Key.Kind != Kinds.CronJob)
            return workload.Owner is { } owner ? [owner] : [];
        return state.Jobs.Values.Where(job => job.Metadata.Namespace == workload.Key.Namespace && job.Metadata.Controller?.Name == workload.Key.Name);
    }

    private static bool IsShort(ClusterState state, ReplicaSet set) =>
        state.PodsByMaker[("ReplicaSet", new ObjectKey(set.Metadata.Namespace, set.Metadata.Name))].Count(pod => pod.Pod.Metadata.DeletionTimestamp is null) < (set.Spec.Replicas ?? 1);

    private static bool IsWebhook(string? message) => message?.Contains("failed calling webhook", StringComparison.OrdinalIgnoreCase) == true;

    private static (string Kind, string Name, int Index)? Configuration(ClusterState state, string webhook)
    {
        foreach (var (kind, all) in ((string, IEnumerable<WebhookConfiguration>)[])
            [("validatingwebhookconfiguration", state.Shelf<ValidatingWebhooks>().All), ("mutatingwebhookconfiguration", state.Shelf<MutatingWebhooks>().All)])
        {
            foreach (var one in all)
            {
                for (var index = 0; index < one.Webhooks.Count; index++)
                {
                    if (one.Webhooks[index].Name == webhook)
                        return (kind, one.Metadata.Name, index);
                }
            }
        }

        return null;
    }

    private sealed record Block(Workload Workload, string Message, DateTimeOffset Since, int Count);

    [GeneratedRegex("failed calling webhook \"(?<name>[^\"]{1,253})\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"https://(?<service>[a-z0-9.-]{1,253})\.svc[:/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Service();
}
