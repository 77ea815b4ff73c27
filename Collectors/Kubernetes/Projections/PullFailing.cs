using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>A container whose image is not there.</summary>
public sealed record FailingPull(PodEntry Pod, string Container, PullFailure Failure);

/// <summary>Finds the pulls that fail now, with the cause that is known last.</summary>
public static class PullFailing
{
    /// <summary>The failing pulls of one pod; none when it does not count.</summary>
    public static IEnumerable<FailingPull> Of(ClusterState state, PodEntry pod)
    {
        if (!pod.PullFails || !PodState.Counts(pod.Pod))
            yield break;
        foreach (var status in pod.Statuses)
        {
            if (pod.Memory(status.Name).Pull is { } failure)
                yield return new FailingPull(pod, status.Name, failure.Message is null ? FromEvents(state, pod, failure) : failure);
        }
    }

    /// <summary>Where the status only tells of the back-off, the event of the try before tells the cause.</summary>
    private static PullFailure FromEvents(ClusterState state, PodEntry pod, PullFailure failure)
    {
        var events = state.Events.About(pod.Uid);
        for (var index = events.Count - 1; index >= 0; index--)
        {
            var one = events[index].Event;
            if (one.Reason == "Failed" && ImagePullClassifier.CauseInEvent(one.Message, failure.Image) is { } cause)
                return failure with { Message = state.Clean(cause), Class = ImagePullClassifier.Classify(failure.Reason, cause, failure.Image) };
        }

        return failure;
    }
}
