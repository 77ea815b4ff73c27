using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>How many pods a workload may have, and how many its customers keep busy.</summary>
public sealed record HpaSeed
{
    /// <summary>Per cluster, in their order.</summary>
    public IReadOnlyList<int> Min { get; init; } = [];

    /// <summary>Per cluster, in their order.</summary>
    public IReadOnlyList<int> Max { get; init; } = [];

    /// <summary>Per cluster: the pods that would be busy just at the target, on the mean of the day.</summary>
    public IReadOnlyList<double> Load { get; init; } = [];

    /// <summary>Percent of the requested CPU.</summary>
    public int Target { get; init; } = 60;

    /// <summary>The load follows the hour.</summary>
    public bool Follows { get; init; } = true;
}

/// <summary>The autoscalers of a cluster.</summary>
internal static class HpaObjects
{
    /// <summary>CPU that every container of the shop requests, in thousandths.</summary>
    public const int RequestMillis = 100;

    public static void AddAll(SimCluster cluster)
    {
        var at = cluster.Estate.Clusters.Select((seed, index) => (seed.Name, index)).First(one => one.Name == cluster.Name).index;
        foreach (var workload in cluster.Estate.Workloads)
        {
            if (workload.Hpa is { } seed)
                cluster.Create(ApiKinds.Hpas, New(workload, seed, at));
        }
    }

    private static JsonObject New(WorkloadSeed workload, HpaSeed seed, int at) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = workload.Name, ["namespace"] = workload.Namespace, ["labels"] = new JsonObject { ["app"] = workload.Name } },
        ["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = workload.Name, ["apiVersion"] = "apps/v1" },
            ["minReplicas"] = seed.Min[at],
            ["maxReplicas"] = seed.Max[at],
            ["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = seed.Target } },
            }),
        },
        ["status"] = new JsonObject { ["currentReplicas"] = 0, ["desiredReplicas"] = 0 },
    };
}
