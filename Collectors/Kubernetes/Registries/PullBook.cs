using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>Sorts what pods and their events tell of pulls by registry.</summary>
internal static class PullBook
{
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    /// <summary>One tally for each registry that a pod names.</summary>
    public static Dictionary<string, RegistryTally> Of(ClusterState state, Moment now)
    {
        var book = new Dictionary<string, RegistryTally>(StringComparer.Ordinal);
        foreach (var pod in state.Pods.Values.Where(pod => PodState.Counts(pod.Pod)))
        {
            var young = pod.Pod.Metadata.CreationTimestamp is { } created && pod.Since(created, now) < Span;
            foreach (var host in pod.Repositories.Select(HostOf).Distinct(StringComparer.Ordinal))
            {
                var tally = At(book, host);
                if (pod.Pod.Status.Phase == "Pending" && !pod.PullFails && pod.Pod.Spec.NodeName.Length > 0)
                    tally.Starting.Add(pod);
                if (!young)
                    continue;
                tally.YoungPods++;
                if (pod.Workload is { } workload)
                    tally.YoungWorkloads.Add(workload.Resource);
            }

            foreach (var pull in PullFailing.Of(state, pod).Where(pull => pull.Failure.Class == ImagePullClass.Throttled))
                Waits(At(book, ImageReference.Parse(pull.Failure.Image).Registry), pull);
            Events(state, pod, book, now);
        }

        return book;
    }

    private static void Waits(RegistryTally tally, FailingPull pull)
    {
        if (PullEvent.IsHeldBack(pull.Failure.Message))
        {
            tally.HeldBack.Add(pull.Pod);
            return;
        }

        tally.Throttled.Add(pull);
        tally.ThrottledImages.Add(pull.Failure.Image);
    }

    private static void Events(ClusterState state, PodEntry pod, Dictionary<string, RegistryTally> book, Moment now)
    {
        Dictionary<string, (DateTimeOffset? Began, DateTimeOffset? Ended, PullEvent Pull)>? containers = null;
        foreach (var entry in state.Events.About(pod.Uid))
        {
            if (entry.Times.Count == 0 || now.Wall - entry.Times[^1] > Span || !PullEvent.MayBe(entry.Event) || PullEvent.Of(entry.Event) is not { } pull)
                continue;
            if (pull.Word != PullWord.Began)
                At(book, pull.Registry).Ended(pull, entry.Times.Count(time => now.Wall - time <= Span));
            containers ??= new(StringComparer.Ordinal);
            var name = entry.Event.InvolvedObject.Container ?? "";
            var (began, ended, _) = containers.GetValueOrDefault(name);
            containers[name] = pull.Word == PullWord.Began ? (Later(began, entry.Times[^1]), ended, pull) : (began, Later(ended, entry.Times[^1]), pull);
        }

        foreach (var (name, (began, ended, pull)) in containers ?? [])
        {
            // Times have a resolution of a second: a pull that began and ended in the same one has ended.
            if (began is not null && (ended is null || began > ended) && pod.Statuses.FirstOrDefault(status => status.Name == name)?.State.Running is null)
                At(book, pull.Registry).InFlight++;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static RegistryTally At(Dictionary<string, RegistryTally> book, string host)
    {
        if (!book.TryGetValue(host, out var tally))
            book[host] = tally = new RegistryTally();
        return tally;
    }

    private static string HostOf(string repository) => repository.Split('/', 2)[0];
}
