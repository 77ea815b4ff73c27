using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>The subresource scale, as <c>kubectl scale</c> reads it.</summary>
internal static class Scales
{
    public static bool Has(ApiKind kind) => kind == ApiKinds.Deployments || kind == ApiKinds.StatefulSets;

    public static JsonObject Of(StoredObject item)
    {
        var json = JsonNode.Parse(item.Body.Span);
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = item.Name,
                ["namespace"] = item.Namespace,
                ["uid"] = item.Uid,
                ["resourceVersion"] = item.Version.ToString(CultureInfo.InvariantCulture),
                ["creationTimestamp"] = json.Text("metadata", "creationTimestamp"),
            },
            ["spec"] = new JsonObject { ["replicas"] = json.Number("spec", "replicas") },
            ["status"] = new JsonObject
            {
                ["replicas"] = json.Number("status", "replicas") ?? 0,
                ["selector"] = string.Join(',', (json.At("spec", "selector", "matchLabels") as JsonObject ?? []).Select(pair => $"{pair.Key}={pair.Value}")),
            },
        };
    }
}
