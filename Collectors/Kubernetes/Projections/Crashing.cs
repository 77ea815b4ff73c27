using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>A container that does not stay up.</summary>
/// <param name="Reason">The waiting reason, else that of the last end.</param>
/// <param name="Message">What the kubelet says of the waiting, or null.</param>
/// <param name="Ends">Its known crashes, oldest first; none when it never started.</param>
/// <param name="First">When this row of crashes began, as far as it is known.</param>
public sealed record CrashingContainer(
    PodEntry Pod,
    ContainerStatus Status,
    string Reason,
    string? Message,
    IReadOnlyList<Termination> Ends,
    DateTimeOffset? First)
{
    /// <summary>When it last started, or tried to.</summary>
    public DateTimeOffset? Started => Status.State.Running?.StartedAt ?? (Ends.Count > 0 ? Ends[^1].StartedAt : First);
}

/// <summary>
/// Finds the containers that crash now. The status says CrashLoopBackOff only up to 18 s after the first crash, and a
/// restart by a liveness probe shows in the restart count alone, so the ends are asked too.
/// </summary>
public static class Crashing
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Stays = TimeSpan.FromMinutes(2);

    /// <summary>The crashing containers of a workload; none for Jobs, which are meant to end.</summary>
    public static IReadOnlyList<CrashingContainer> Of(ClusterState state, Workload workload, Moment now)
    {
        if (workload.IsJob)
            return [];
        List<CrashingContainer>? found = null;
        foreach (var pod in workload.Pods)
        {
            if (!PodState.Counts(pod.Pod))
                continue;
            foreach (var status in pod.StatusesOf(init: true))
                Add(Look(state, pod, status, true, now));
            foreach (var status in pod.StatusesOf(init: false))
                Add(Look(state, pod, status, false, now));
        }

        return found ?? (IReadOnlyList<CrashingContainer>)[];

        void Add(CrashingContainer? container)
        {
            if (container is not null)
                (found ??= []).Add(container);
        }
    }

    private static CrashingContainer? Look(ClusterState state, PodEntry pod, ContainerStatus status, bool init, Moment now)
    {
        var waiting = status.State.Waiting;
        switch (waiting?.Reason)
        {
            case "CreateContainerConfigError":
                return new CrashingContainer(pod, status, waiting.Reason, waiting.Message, [], pod.Memory(status.Name).ConfigErrorSince);
            case "ContainerCreating" or "PodInitializing" when MissingConfig.FailedMount(state, pod, now) is { } mount:
                return new CrashingContainer(pod, status, "FailedMount", mount.Missing.Message, [], mount.Since);
        }

        var loops = waiting?.Reason == "CrashLoopBackOff";
        if (!loops && status.RestartCount == 0)
            return null;
        var ends = Ends(pod, status, init);
        if (!loops && !IsBad(pod, status, ends, now))
            return null;
        return new CrashingContainer(pod, status, waiting?.Reason is { Length: > 0 } reason ? reason : ends.Count > 0 ? ends[^1].Reason : "", waiting?.Message, ends, First(state, pod, status, ends));
    }

    private static bool IsBad(PodEntry pod, ContainerStatus status, IReadOnlyList<Termination> ends, Moment now)
    {
        if (ends.Count == 0 || PodState.ReadyFor(pod, Stays, now))
            return false;
        var runs = status.State.Running is { StartedAt: { } started } ? pod.Since(started, now) : (TimeSpan?)null;
        if (runs >= Stays)
            return false;
        var recent = runs is not null || (ends[^1].FinishedAt is { } end && pod.Since(end, now) <= Window);
        return (ends[^1].Failed && recent) || ends.Count(one => one.FinishedAt is { } at && pod.Since(at, now) <= Twice) >= 2;
    }

    /// <summary>An end with code 0 is a crash only where nothing is meant to end.</summary>
    private static IReadOnlyList<Termination> Ends(PodEntry pod, ContainerStatus status, bool init)
    {
        var all = pod.Memory(status.Name).Terminations;
        var sidecar = init && pod.Container(status.Name)?.RestartPolicy == "Always";
        var mayEnd = (init && !sidecar) || pod.Pod.Spec.RestartPolicy is "OnFailure" or "Never";
        return mayEnd ? [.. all.Where(end => end.Failed)] : all;
    }

    private static DateTimeOffset? First(ClusterState state, PodEntry pod, ContainerStatus status, IReadOnlyList<Termination> ends)
    {
        var known = pod.Memory(status.Name).FirstEnd;
        if (status.RestartCount <= ends.Count)
            return known;
        // Watch came later than the first crash: the first back-off followed it by a second or a few.
        foreach (var entry in state.Events.About(pod.Uid))
        {
            if (entry.Event is { Reason: "BackOff", Type: "Warning", FirstTime: { } time } && entry.Event.InvolvedObject.Container == status.Name && (known is null || time < known))
                known = time;
        }

        return known;
    }
}
