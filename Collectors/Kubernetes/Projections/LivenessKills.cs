using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Says which ends the kubelet caused because a liveness probe failed. Neither the exit code nor the reason shows it.</summary>
internal static class LivenessKills
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    /// <summary>How many of a container's known ends followed a kill, and what the kubelet said.</summary>
    public static (int Count, string? Message) Of(ClusterState state, CrashingContainer container)
    {
        string? message = null;
        var kills = new List<DateTimeOffset>();
        foreach (var entry in state.Events.About(container.Pod.Uid))
        {
            if (entry.Event.Reason != "Killing"
                || entry.Event.InvolvedObject.Container != container.Status.Name
                || !entry.Event.Message.Contains("failed liveness probe", StringComparison.Ordinal))
            {
                continue;
            }

            message = entry.Event.Message;
            kills.AddRange(entry.Times);
            if (entry.Event.FirstTime is { } first)
                kills.Add(first);
        }

        var count = container.Ends.Count(end => end.FinishedAt is { } at && kills.Exists(kill => kill >= at - Before && kill <= at + After));
        return (count, message);
    }
}
