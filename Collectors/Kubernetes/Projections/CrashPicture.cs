using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Everything about one workload's crashes that more than one signal is made from.</summary>
internal sealed class CrashPicture
{
    public CrashPicture(ClusterState state, Workload workload, IReadOnlyList<CrashingContainer> containers, Moment now)
    {
        State = state;
        Workload = workload;
        Now = now;
        Containers = containers;
        Pods = [.. containers.Select(container => container.Pod).Distinct()];
        // Who is ready again only waits to be trusted: it still counts, but it is of an episode that may be over, and its
        // first crash must not make a new cause look younger than its effect.
        Telling = containers.Where(container => !PodState.IsReady(container.Pod.Pod)).ToList() is { Count: > 0 } down ? down : containers;
        Ends = [.. Telling.SelectMany(container => container.Ends)];
        First = Telling.Min(container => container.First);
        Worst = Telling.OrderByDescending(container => container.Status.RestartCount).ThenBy(container => container.Pod.Name, StringComparer.Ordinal).First();
        Revision = Revisions.OfPods(workload, Pods);
        Before = Revision is null ? null : Revisions.Before(workload, Revision);
        Suspect = ConfigSuspect.Find(state, workload, Pods, First, Revision, Before, now);
        Messages = [.. Ends.Where(end => end.Message.Length > 0).OrderByDescending(end => end.FinishedAt).Select(end => end.Message)];
    }

    public ClusterState State { get; }
    public Workload Workload { get; }
    public Moment Now { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<CrashingContainer> Containers { get; }

    /// <summary>Those of them that are not ready, or all when every one is: the present episode.</summary>
    public IReadOnlyList<CrashingContainer> Telling { get; }

    public IReadOnlyList<PodEntry> Pods { get; }
    public IReadOnlyList<Termination> Ends { get; }
    public DateTimeOffset? First { get; }
    public CrashingContainer Worst { get; }
    public Revision? Revision { get; }
    public Revision? Before { get; }

    /// <summary>The change that came last before the first crash, with the seconds between, and whether that ConfigMap changes all the time.</summary>
    public (ConfigMapChange Change, double Seconds, bool Often)? Suspect { get; }

    /// <summary>Last words, newest first.</summary>
    public IReadOnlyList<string> Messages { get; }

    public Details Words() => new(State.Clean);

    public Sample Sample(Signal signal, double value, Details? words = null) => new(signal, Workload.Resource, Now.Wall, value, words?.Done());

    public Sample Flag(Signal signal, bool value, Details? words = null) => Sample(signal, value ? 1 : 0, words);
}
