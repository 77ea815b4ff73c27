using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>The owners of pods, as the shop's people wrote them.</summary>
internal static class WorkloadObjects
{
    public static void Add(SimCluster cluster, WorkloadSeed seed)
    {
        var image = ImageOf(cluster, seed);
        cluster.Registry.Publish(image);
        foreach (var node in cluster.Nodes.All.Where(_ => seed.Kind is "DaemonSet" or "CronJob"))
            node.Images.Add(image);
        if (seed.Role.Length > 0)
            cluster.Iam.Add(seed);
        var template = PodTemplates.Of(cluster.Estate, seed, image);
        var kind = seed.Kind switch
        {
            "StatefulSet" => ApiKinds.StatefulSets,
            "DaemonSet" => ApiKinds.DaemonSets,
            "CronJob" => ApiKinds.CronJobs,
            _ => ApiKinds.Deployments,
        };
        cluster.Create(kind, new JsonObject
        {
            ["metadata"] = Meta(cluster, seed, kind),
            ["spec"] = kind == ApiKinds.CronJobs ? Cron(seed, template) : Serving(seed, kind, Replicas(cluster, seed), template),
            ["status"] = new JsonObject(),
        });
        if (seed.Kind is "Deployment" or "StatefulSet" && seed.Upgrades)
            cluster.Create(ApiKinds.Services, Service(cluster, seed));
    }

    public static int Replicas(SimCluster cluster, WorkloadSeed seed)
    {
        for (var i = 0; i < cluster.Estate.Clusters.Count; i++)
        {
            if (cluster.Estate.Clusters[i].Name == cluster.Name && i < seed.Replicas.Count)
                return seed.Replicas[i];
        }

        return 1;
    }

    private static string ImageOf(SimCluster cluster, WorkloadSeed seed)
    {
        var repository = seed.Image.Length > 0 ? seed.Image : $"{cluster.Estate.Registry}/{seed.Name}";
        return $"{repository.Replace("{region}", cluster.Seed.Region, StringComparison.Ordinal)}:{seed.Version}";
    }

    private static JsonObject Meta(SimCluster cluster, WorkloadSeed seed, ApiKind kind) => new()
    {
        ["name"] = seed.Name,
        ["namespace"] = seed.Namespace,
        ["labels"] = new JsonObject { ["app"] = seed.Name, ["app.kubernetes.io/managed-by"] = "Helm" },
        ["annotations"] = Annotations(seed),
        ["managedFields"] = new JsonArray(ManagedFields.Entry("helm", kind.ApiVersion, cluster.Now,
            new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = new JsonObject() } })),
    };

    private static JsonObject Annotations(WorkloadSeed seed)
    {
        var annotations = new JsonObject { ["meta.helm.sh/release-name"] = seed.Name };
        if (seed.Calls.Count > 0)
            annotations["apnakart.watch/calls"] = string.Join(", ", seed.Calls);
        return annotations;
    }

    private static JsonObject Serving(WorkloadSeed seed, ApiKind kind, int replicas, JsonObject template)
    {
        var spec = new JsonObject();
        if (kind != ApiKinds.DaemonSets)
            spec["replicas"] = replicas;
        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = seed.Name } };
        spec["template"] = template;
        if (kind == ApiKinds.Deployments)
        {
            spec["strategy"] = Rolling("RollingUpdate", new JsonObject { ["maxUnavailable"] = "25%", ["maxSurge"] = "25%" });
            spec["revisionHistoryLimit"] = 3;
            spec["progressDeadlineSeconds"] = 600;
            return spec;
        }

        spec["updateStrategy"] = kind == ApiKinds.DaemonSets
            ? Rolling("RollingUpdate", new JsonObject { ["maxUnavailable"] = 1, ["maxSurge"] = 0 })
            : Rolling("RollingUpdate", new JsonObject { ["partition"] = 0 });
        spec["revisionHistoryLimit"] = 10;
        if (kind == ApiKinds.StatefulSets)
        {
            spec["serviceName"] = seed.Name;
            spec["podManagementPolicy"] = "OrderedReady";
        }

        return spec;
    }

    private static JsonObject Rolling(string type, JsonObject rolling) => new() { ["type"] = type, ["rollingUpdate"] = rolling };

    private static JsonObject Cron(WorkloadSeed seed, JsonObject template) => new()
    {
        ["schedule"] = seed.Schedule,
        ["concurrencyPolicy"] = "Forbid",
        ["suspend"] = false,
        ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
        ["successfulJobsHistoryLimit"] = 3,
        ["failedJobsHistoryLimit"] = 1,
    };

    private static JsonObject Service(SimCluster cluster, WorkloadSeed seed) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = seed.Name, ["namespace"] = seed.Namespace, ["labels"] = new JsonObject { ["app"] = seed.Name } },
        ["spec"] = new JsonObject
        {
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["protocol"] = "TCP", ["port"] = 8080, ["targetPort"] = "http" }),
            ["selector"] = new JsonObject { ["app"] = seed.Name },
            ["clusterIP"] = $"172.20.{cluster.Dice.Whole(250)}.{cluster.Dice.Whole(250) + 2}",
            ["type"] = "ClusterIP",
        },
        ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
    };
}
