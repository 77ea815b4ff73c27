using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>What can be said of one node on its own.</summary>
internal static class NodeState
{
    private static readonly TimeSpan New = TimeSpan.FromMinutes(10);

    public static bool IsReady(Node node) => node.Status.Conditions.Find("Ready") is { IsTrue: true };

    public static bool Has(Node node, string pressure) => node.Status.Conditions.Find(pressure) is { IsTrue: true };

    /// <summary>Not ready, or short of memory, disk or process ids.</summary>
    public static bool IsAiling(Node node) => !IsReady(node) || Has(node, "MemoryPressure") || Has(node, "DiskPressure") || Has(node, "PIDPressure");

    /// <summary>A node where a failed pull may be the node's fault: not ready, short of disk, or younger than ten minutes.</summary>
    public static bool IsBadForPulls(Node node, Moment now) =>
        !IsReady(node) || Has(node, "DiskPressure") || now.Wall - node.Metadata.CreationTimestamp < New;
}
