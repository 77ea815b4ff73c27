using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>What the API server adds to the spec of every pod.</summary>
internal static class PodDefaults
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static void Complete(JsonObject spec, Dice dice)
    {
        var volume = $"kube-api-access-{dice.Suffix()}";
        if (spec["volumes"] is not JsonArray volumes)
            spec["volumes"] = volumes = [];
        volumes.Add(Token(volume));
        foreach (var container in spec.Items("containers"))
        {
            if (container["volumeMounts"] is not JsonArray mounts)
                container["volumeMounts"] = mounts = [];
            mounts.Add(new JsonObject { ["name"] = volume, ["readOnly"] = true, ["mountPath"] = TokenPath });
        }

        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] = spec["serviceAccountName"]!.DeepClone();
        spec["tolerations"] ??= new JsonArray(Toleration("not-ready"), Toleration("unreachable"));
        spec["priority"] = 0;
        spec["enableServiceLinks"] = true;
        spec["preemptionPolicy"] = "PreemptLowerPriority";
    }

    private static JsonObject Toleration(string state) => new()
    {
        ["key"] = $"node.kubernetes.io/{state}",
        ["operator"] = "Exists",
        ["effect"] = "NoExecute",
        ["tolerationSeconds"] = 300,
    };

    private static JsonObject Token(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = "kube-root-ca.crt",
                        ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
                    },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = 420,
        },
    };
}
