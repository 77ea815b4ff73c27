using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Why pods are not ready, each pod for one reason, the deeper one first: a node, an image, a crash, a probe. One that may still be starting has none.</summary>
internal sealed record UnreadyPods(IReadOnlyList<PodEntry> All, int OnBadNodes, int Pulling, int Crashing, IReadOnlyList<PodEntry> Running)
{
    private static readonly string[] CrashReasons = ["CrashLoopBackOff", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    public static UnreadyPods Of(ClusterState state, IEnumerable<PodEntry> pods, Moment now)
    {
        var unready = pods.Where(pod => !PodState.IsReady(pod.Pod)).OrderBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        var (nodes, pulls, crashes, running) = (0, 0, 0, new List<PodEntry>());
        foreach (var pod in unready)
        {
            if (IsOnBadNode(state, pod))
                nodes++;
            else if (pod.PullFails)
                pulls++;
            else if (Crashes(pod))
                crashes++;
            else if (Runs(pod) && !PodState.IsStarting(pod, now))
                running.Add(pod);
        }

        return new UnreadyPods(unready, nodes, pulls, crashes, running);
    }

    public double Share(int some) => some / (double)All.Count;

    /// <summary>What the readiness probe of a pod said last; null when no event tells.</summary>
    public static string? ProbeWords(ClusterState state, PodEntry pod) => state.Events.About(pod.Uid)
        .Where(entry => entry.Event.Reason == "Unhealthy" && entry.Event.Message.StartsWith("Readiness probe", StringComparison.Ordinal))
        .MaxBy(entry => entry.Event.Time)?.Event.Message.Trim();

    private static bool IsOnBadNode(ClusterState state, PodEntry pod) => pod.Pod.Spec.NodeName is { Length: > 0 } name
        ? state.Node(name) is { } node && !NodeState.IsReady(node)
        : pod.Pod.Status.Condition("PodScheduled") is { IsFalse: true };

    private static bool Crashes(PodEntry pod) => pod.Statuses.Any(status =>
        CrashReasons.Contains(status.State.Waiting?.Reason, StringComparer.Ordinal)
        || status.State.Terminated is { ExitCode: not 0 }
        || (!status.Ready && status.LastState.Terminated is { ExitCode: not 0 }));

    private static bool Runs(PodEntry pod) => pod.Pod.Status.Phase == "Running" && pod.Pod.Status.ContainerStatuses.All(status => status.State.Running is not null);
}
