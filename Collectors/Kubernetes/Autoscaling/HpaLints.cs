namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What is odd about an autoscaler's configuration, before it hurts.</summary>
internal static class HpaLints
{
    private const int SlowStabilization = 120;

    /// <param name="others">Names of other autoscalers of the same target.</param>
    public static IEnumerable<string> Of(Hpa hpa, HpaTemplate? template, IReadOnlyList<string> others)
    {
        if (template?.Missing is { } missing)
            yield return $"container {missing.Container} has no {missing.Resource} request";
        if (template?.Most is { } most && most.Target * 1.1 >= most.Percent)
            yield return $"the limits allow {most.Percent:0} % of the {most.Resource} requests, and the target is {most.Target:0} %: it never acts";
        if (hpa.Spec.MaxReplicas == (hpa.Spec.MinReplicas ?? 1))
            yield return $"minimum and maximum are both {hpa.Spec.MaxReplicas}";
        if (hpa.Status.CurrentReplicas > hpa.Spec.MaxReplicas)
            yield return $"the maximum of {hpa.Spec.MaxReplicas} is less than the {hpa.Status.CurrentReplicas} replicas that there are";
        if (hpa.Spec.Behavior?.ScaleUp?.SelectPolicy == "Disabled")
            yield return "it may not scale up";
        if (hpa.Spec.Behavior?.ScaleUp?.StabilizationWindowSeconds > SlowStabilization)
            yield return $"it waits {hpa.Spec.Behavior.ScaleUp.StabilizationWindowSeconds} s before it scales up";
        foreach (var other in others)
            yield return $"{other} scales the same target";
    }
}
