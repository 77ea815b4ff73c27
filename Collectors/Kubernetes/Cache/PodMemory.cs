using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Takes from each state of a pod what the next state will not tell any more.</summary>
internal static class PodMemory
{
    /// <summary>Waiting with one of these, the image may still be missing.</summary>
    private static readonly string[] BeforeStart = ["", "ContainerCreating", "PodInitializing"];

    /// <param name="firstSight">Whether this pod was never seen before: what is wrong with it may have begun long ago.</param>
    public static void Remember(PodEntry pod, bool firstSight, Func<string, string> clean)
    {
        var begun = firstSight ? pod.Pod.Status.StartTime ?? pod.Pod.Metadata.CreationTimestamp ?? pod.At.Wall : pod.At.Wall;
        foreach (var status in pod.Statuses)
        {
            var memory = pod.Memory(status.Name);
            Ends(status, memory, clean);
            Pull(pod, status, memory, begun, clean);
            memory.ConfigErrorSince = status.State.Waiting is { Reason: "CreateContainerConfigError" } ? memory.ConfigErrorSince ?? begun : null;
        }
    }

    private static void Ends(ContainerStatus status, ContainerMemory memory, Func<string, string> clean)
    {
        foreach (var end in (ReadOnlySpan<Terminated?>)[status.LastState.Terminated, status.State.Terminated])
        {
            if (end is not null)
                memory.Add(new Termination(end.ExitCode, end.Reason, end.Message is { Length: > 0 } words ? clean(words) : "", end.StartedAt, end.FinishedAt));
        }
    }

    private static void Pull(PodEntry pod, ContainerStatus status, ContainerMemory memory, DateTimeOffset begun, Func<string, string> clean)
    {
        if (status.State.Waiting is not { } waiting)
        {
            if (status.State.Running is not null || status.State.Terminated is { Reason: not Termination.Unknown })
                memory.Pull = null;
            return;
        }

        if (!ImagePullClassifier.IsPullReason(waiting.Reason))
        {
            if (!BeforeStart.Contains(waiting.Reason, StringComparer.Ordinal))
                memory.Pull = null;
            return;
        }

        var image = pod.Container(status.Name)?.Image ?? "";
        var before = memory.Pull is { } pull && pull.Image == image ? pull : null;
        var cause = ImagePullClassifier.CauseIn(waiting.Reason, waiting.Message);
        memory.Pull = cause is null && before?.Message is not null
            ? before with { Reason = waiting.Reason }
            : new PullFailure(image, waiting.Reason, cause is null ? null : clean(cause), ImagePullClassifier.Classify(waiting.Reason, cause, image), before?.Since ?? begun);
    }
}
