using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Builds a cluster that has been running for days: everything is created in the past and lives up to now.</summary>
internal static class ClusterBuilder
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(3) + TimeSpan.FromMinutes(17);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LivedBefore = TimeSpan.FromMinutes(20);

    /// <param name="pace">How many times faster than usual ordinary life happens; 0: never.</param>
    public static SimCluster Build(EstateSeed estate, ClusterSeed seed, DateTimeOffset now, double pace)
    {
        var cluster = new SimCluster(estate, seed, now - Age);
        foreach (var item in estate.Namespaces)
            AddNamespace(cluster, item);
        NodeObjects.AddAll(cluster);
        foreach (var map in estate.ConfigMaps)
            cluster.Create(ApiKinds.ConfigMaps, ConfigMapObjects.New(map.Namespace, ConfigMapObjects.NameOf(map.Name, map.Hashed, map.Data), map.Data, cluster.Now));
        foreach (var workload in estate.Workloads)
            WorkloadObjects.Add(cluster, workload);
        NetworkObjects.AddAll(cluster);
        cluster.Agenda.RunUntil(cluster.Now + Settling);
        cluster.Agenda.RunUntil(now - LivedBefore);
        HpaObjects.AddAll(cluster);
        new HpaController(cluster).Start();
        cluster.Nodes.StartBeating();
        cluster.Plane.Start();
        new ControlPlane.Aggregator(cluster).Start();
        var clock = new CronClock(cluster);
        foreach (var cron in cluster.Store.Read(ApiKinds.CronJobs).Items)
            clock.Start(cron);
        Sweep(cluster);
        if (pace > 0)
            OrdinaryLife.Start(cluster, pace);
        cluster.Agenda.RunUntil(now);
        return cluster;
    }

    private static void Sweep(SimCluster cluster)
    {
        cluster.Events.Sweep();
        cluster.Agenda.After(TimeSpan.FromMinutes(1), () => Sweep(cluster));
    }

    private static void AddNamespace(SimCluster cluster, NamespaceSeed seed)
    {
        var labels = JsonPaths.Map(seed.Labels);
        labels["kubernetes.io/metadata.name"] = seed.Name;
        var meta = new JsonObject { ["name"] = seed.Name, ["labels"] = labels };
        if (seed.Annotations.Count > 0)
            meta["annotations"] = JsonPaths.Map(seed.Annotations);
        cluster.Create(ApiKinds.Namespaces, new JsonObject
        {
            ["metadata"] = meta,
            ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
            ["status"] = new JsonObject { ["phase"] = "Active" },
        });
        cluster.Create(ApiKinds.ServiceAccounts, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default", ["namespace"] = seed.Name } });
        var root = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ca.crt"] = "-----BEGIN CERTIFICATE-----\nc2FuZGJveA==\n-----END CERTIFICATE-----\n",
        };
        cluster.Create(ApiKinds.ConfigMaps, ConfigMapObjects.New(seed.Name, "kube-root-ca.crt", root, cluster.Now, "kube-controller-manager"));
    }
}
