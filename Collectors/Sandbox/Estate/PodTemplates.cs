using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Pod templates of the shop's workloads.</summary>
internal static class PodTemplates
{
    public static JsonObject Of(EstateSeed estate, WorkloadSeed seed, string image)
    {
        var spec = new JsonObject();
        if (seed.Volumes.Count > 0)
            spec["volumes"] = new JsonArray([.. seed.Volumes.Values.Select(map => Volume(map, Named(estate, seed, map)))]);
        if (seed.Role.Length > 0)
            spec["serviceAccountName"] = seed.Name;
        spec["containers"] = new JsonArray(Container(estate, seed, image));
        spec["restartPolicy"] = seed.Kind == "CronJob" ? "Never" : "Always";
        spec["terminationGracePeriodSeconds"] = 30;
        spec["dnsPolicy"] = "ClusterFirst";
        if (seed.Kind == "DaemonSet")
            spec["hostNetwork"] = true;
        if (seed.Kind == "Deployment")
            spec["tolerations"] = new JsonArray(Impatient("not-ready"), Impatient("unreachable"));
        spec["securityContext"] = new JsonObject();
        spec["schedulerName"] = "default-scheduler";
        return new JsonObject { ["metadata"] = new JsonObject { ["labels"] = JsonPaths.Map([KeyValuePair.Create("app", seed.Name), .. seed.Labels]) }, ["spec"] = spec };
    }

    /// <summary>The shop's people do not wait the usual five minutes for a dead node.</summary>
    private static JsonObject Impatient(string state) => new()
    {
        ["key"] = $"node.kubernetes.io/{state}",
        ["operator"] = "Exists",
        ["effect"] = "NoExecute",
        ["tolerationSeconds"] = 30,
    };

    /// <summary>The name under which a ConfigMap is found, with its hash when it has one.</summary>
    private static string Named(EstateSeed estate, WorkloadSeed seed, string map)
    {
        var found = estate.ConfigMaps.First(m => m.Name == map && m.Namespace == seed.Namespace);
        return ConfigMapObjects.NameOf(found.Name, found.Hashed, found.Data);
    }

    private static JsonObject Container(EstateSeed estate, WorkloadSeed seed, string image)
    {
        var container = new JsonObject { ["name"] = seed.Name, ["image"] = image };
        if (seed.Kind is "Deployment" or "StatefulSet")
            container["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = 8080, ["protocol"] = "TCP" });
        if (seed.EnvFrom.Count > 0)
            container["envFrom"] = new JsonArray([.. seed.EnvFrom.Select(map => Reference(Named(estate, seed, map)))]);
        if (seed.Env.Count > 0)
            container["env"] = new JsonArray([.. seed.Env.Select(pair => Variable(estate, seed, pair.Key, pair.Value))]);
        container["resources"] = new JsonObject
        {
            ["limits"] = new JsonObject { ["memory"] = "512Mi" },
            ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "256Mi" },
        };
        if (seed.Volumes.Count > 0)
            container["volumeMounts"] = new JsonArray([.. seed.Volumes.Select(pair => new JsonObject { ["name"] = pair.Value, ["mountPath"] = pair.Key })]);
        if (seed.Kind is "Deployment" or "StatefulSet")
            container["readinessProbe"] = Probe();
        container["terminationMessagePath"] = "/dev/termination-log";
        container["terminationMessagePolicy"] = "FallbackToLogsOnError";
        container["imagePullPolicy"] = "IfNotPresent";
        return container;
    }

    private static JsonObject Volume(string map, string name) => new()
    {
        ["name"] = map,
        ["configMap"] = new JsonObject { ["name"] = name, ["defaultMode"] = 420 },
    };

    private static JsonObject Reference(string name) => new() { ["configMapRef"] = new JsonObject { ["name"] = name } };

    private static JsonObject Variable(EstateSeed estate, WorkloadSeed seed, string variable, string reference)
    {
        var parts = reference.Split('/', 2);
        var key = new JsonObject { ["name"] = Named(estate, seed, parts[0]), ["key"] = parts[1] };
        return new JsonObject { ["name"] = variable, ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = key } };
    }

    private static JsonObject Probe() => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = "/ready", ["port"] = "http", ["scheme"] = "HTTP" },
        ["timeoutSeconds"] = 2,
        ["periodSeconds"] = 5,
        ["successThreshold"] = 1,
        ["failureThreshold"] = 3,
    };
}
