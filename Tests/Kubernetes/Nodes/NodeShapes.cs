using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Tests.Kubernetes.Projections;

namespace ApnaKart.Watch.Tests.Kubernetes.Nodes;

/// <summary>Nodes and leases as the API writes them, as small as a test needs them.</summary>
internal static class NodeShapes
{
    public static object Node(string name, string ready = "True", string group = "app", string zone = "a", double created = -86400, double since = -80000, string reason = "KubeletReady", string? message = null,
        bool cordoned = false, string? taint = null, double? tainted = null, string? pressure = null, string? compute = null, string? uid = null) => new
        {
            kind = "Node",
            metadata = new
            {
                name,
                @namespace = "",
                uid = uid ?? $"uid-{name}",
                creationTimestamp = TestCluster.At(created),
                labels = new Dictionary<string, string?> { ["eks.amazonaws.com/nodegroup"] = group, ["topology.kubernetes.io/zone"] = zone, ["eks.amazonaws.com/compute-type"] = compute ?? "ec2" },
            },
            spec = new
            {
                unschedulable = cordoned,
                providerID = $"aws:///{zone}/i-{name}",
                taints = taint is null ? null : new[] { new { key = taint, effect = "NoSchedule", timeAdded = tainted is { } at ? TestCluster.At(at) : null } },
            },
            status = new
            {
                conditions = new[]
                {
                    new { type = "Ready", status = ready, reason, message, lastTransitionTime = TestCluster.At(since) },
                    new { type = pressure ?? "DiskPressure", status = pressure is null ? "False" : "True", reason = "", message = (string?)null, lastTransitionTime = TestCluster.At(since) },
                },
            },
        };

    /// <summary>A node that the node controller gave up.</summary>
    public static object Unknown(string name, string group = "app", string zone = "a", double since = 0) =>
        Node(name, "Unknown", group, zone, since: since, reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status.");

    public static object Event(string reason, string node, double at, string uid) => new
    {
        kind = "Event",
        metadata = new { name = uid, uid },
        involvedObject = new { kind = "Node", name = node, uid = $"uid-{node}" },
        reason,
        type = "Normal",
        message = reason,
        count = 1,
        firstTimestamp = TestCluster.At(at),
        lastTimestamp = TestCluster.At(at),
    };

    /// <summary>A complete list of leases, each with the second at which it was renewed.</summary>
    public static void Leases(this ClusterCache cache, int version, params (string Node, double Renewed)[] leases) => cache.Shelf<NodeLease>().Replace(
    [
        .. leases.Select(one => new NodeLease
        {
            Metadata = new ObjectMeta { Name = one.Node, Namespace = "kube-node-lease", Uid = $"lease-{one.Node}", ResourceVersion = $"{version}-{one.Node}" },
            Spec = new NodeLeaseSpec { RenewTime = TestCluster.Start.AddSeconds(one.Renewed), LeaseDurationSeconds = 40 },
        }),
    ]);
}
