using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Services and policies of the estate that belong to no single workload.</summary>
internal static class NetworkObjects
{
    /// <exception cref="SandboxSeedException">A policy's spec is no JSON.</exception>
    public static void AddAll(SimCluster cluster)
    {
        foreach (var service in cluster.Estate.Services)
            cluster.Create(ApiKinds.Services, Service(service));
        foreach (var policy in cluster.Estate.NetworkPolicies)
            cluster.Create(ApiKinds.NetworkPolicies, Policy(cluster, policy.Namespace, policy.Name, policy.Spec, "helm"));
    }

    /// <summary>A policy, written by somebody.</summary>
    /// <exception cref="SandboxSeedException">The spec is no JSON.</exception>
    public static JsonObject Policy(SimCluster cluster, string @namespace, string name, string spec, string manager) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = @namespace,
            ["generation"] = 1,
            ["managedFields"] = new JsonArray(ManagedFields.Entry(manager, "networking.k8s.io/v1", cluster.Now, new JsonObject { ["f:spec"] = new JsonObject() })),
        },
        ["spec"] = Spec(name, spec),
    };

    /// <summary>Reads the spec of a policy.</summary>
    /// <exception cref="SandboxSeedException">It is no JSON.</exception>
    public static JsonObject Spec(string name, string spec)
    {
        try
        {
            return JsonNode.Parse(spec) as JsonObject ?? throw new SandboxSeedException($"the policy {name} has a spec that is no object");
        }
        catch (JsonException error)
        {
            throw new SandboxSeedException($"the policy {name} has a spec that is no JSON: {error.Message}", error);
        }
    }

    private static JsonObject Service(ServiceSeed seed) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = seed.Name, ["namespace"] = seed.Namespace, ["labels"] = JsonPaths.Map(seed.Selector) },
        ["spec"] = new JsonObject
        {
            ["ports"] = new JsonArray([.. seed.Ports.Select(Port)]),
            ["selector"] = JsonPaths.Map(seed.Selector),
            ["clusterIP"] = seed.Address,
            ["type"] = "ClusterIP",
        },
        ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
    };

    private static JsonObject Port(string text)
    {
        var parts = text.Split('/');
        var number = int.Parse(parts[0], CultureInfo.InvariantCulture);
        return new JsonObject { ["name"] = $"p{number}-{parts[1].ToLowerInvariant()}", ["protocol"] = parts[1], ["port"] = number, ["targetPort"] = number };
    }
}
