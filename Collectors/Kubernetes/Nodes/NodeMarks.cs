using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>What stands on one node: its group, its zone, and signs that somebody means to take it away.</summary>
internal static class NodeMarks
{
    private static readonly string[] GroupLabels = ["eks.amazonaws.com/nodegroup", "karpenter.sh/nodepool", "alpha.eksctl.io/nodegroup-name"];
    private static readonly string[] ZoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];
    private static readonly string[] Pressures = ["DiskPressure", "MemoryPressure", "PIDPressure", "NetworkUnavailable"];
    private static readonly string[] Monitored = ["KernelReady", "NetworkingReady", "StorageReady", "ContainerRuntimeReady", "AcceleratedHardwareReady"];
    private static readonly string[] Leaving = ["ScaleDown", "Disrupted", "DisruptionTerminating", "SpotInterrupted"];
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Boot = TimeSpan.FromMinutes(3);

    /// <summary>The group of a node that no label names.</summary>
    public const string NoGroup = "none";

    public static (string Name, string? Label) Group(Node node)
    {
        var label = Array.Find(GroupLabels, label => node.Metadata.Labels.GetValueOrDefault(label) is { Length: > 0 });
        return label is null ? (NoGroup, null) : (node.Metadata.Labels[label], label);
    }

    public static string Zone(Node node) =>
        ZoneLabels.Select(label => node.Metadata.Labels.GetValueOrDefault(label)).FirstOrDefault(zone => zone is { Length: > 0 }) ?? "";

    public static bool IsFargate(Node node) => node.Metadata.Labels.GetValueOrDefault("eks.amazonaws.com/compute-type") == "fargate";

    /// <summary>The machine's id, from <c>aws:///ap-south-1a/i-0abc</c>; null when the provider is another.</summary>
    public static string? Instance(Node node) =>
        node.Spec.ProviderId is { } id && id.StartsWith("aws:", StringComparison.Ordinal) && id[(id.LastIndexOf('/') + 1)..] is { Length: > 0 } instance ? instance : null;

    /// <summary>Why somebody means to take the node away, with the time if it is known; null when nobody does.</summary>
    public static (string Why, DateTimeOffset? Since)? Planned(ClusterState state, Node node, Moment now)
    {
        foreach (var taint in node.Spec.Taints)
        {
            if (Reason(taint.Key) is { } why)
                return (why, taint.TimeAdded);
        }

        if (node.Metadata.DeletionTimestamp is { } deleted)
            return ("deleted", deleted);
        if (node.Spec.Unschedulable)
            return ("cordoned", null);
        var leaving = Events(state, node).LastOrDefault(one => Leaving.Contains(one.Event.Reason, StringComparer.Ordinal) && now.Wall - one.Event.Time < Recently);
        return leaving is null ? null : ("scale-down", leaving.Event.Time);
    }

    /// <summary>Whether it told of a reboot a moment ago.</summary>
    public static bool Reboots(ClusterState state, Node node, Moment now) =>
        Events(state, node).Any(one => one.Event.Reason == "Rebooted" && now.Wall - one.Event.Time < Boot);

    /// <summary>The conditions that are against it, Ready left aside.</summary>
    public static IReadOnlyList<Condition> Troubles(Node node) =>
    [
        .. node.Status.Conditions.Where(condition =>
            (condition.IsTrue && Pressures.Contains(condition.Type, StringComparer.Ordinal)) || (condition.IsFalse && Monitored.Contains(condition.Type, StringComparer.Ordinal))),
    ];

    private static string? Reason(string taint) => taint switch
    {
        "node.kubernetes.io/unschedulable" => "cordoned",
        "ToBeDeletedByClusterAutoscaler" or "DeletionCandidateOfClusterAutoscaler" => "scale-down",
        "karpenter.sh/disrupted" or "karpenter.sh/disruption" => "disruption",
        _ when taint.StartsWith("aws-node-termination-handler/", StringComparison.Ordinal) => "interruption",
        _ => null,
    };

    // The kubelet writes the node's name for its uid, controllers write the uid.
    private static IEnumerable<EventEntry> Events(ClusterState state, Node node) =>
        state.Events.About(node.Metadata.Uid).Concat(state.Events.About(node.Metadata.Name)).Where(one => one.Event.InvolvedObject.Kind == "Node");
}
