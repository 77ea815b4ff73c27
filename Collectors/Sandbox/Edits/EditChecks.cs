using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Edits;

/// <summary>Refuses what a real API server would refuse too, so that nothing odd gets to the controllers.</summary>
internal static class EditChecks
{
    private const int MostReplicas = 50;

    /// <exception cref="FormatException">The object is not valid; the message says why.</exception>
    public static void Demand(ApiKind kind, JsonObject before, JsonObject wished)
    {
        var objection = kind == ApiKinds.ConfigMaps ? OfConfigMap(wished)
            : kind == ApiKinds.Hpas ? OfHpa(wished)
            : kind == ApiKinds.Services ? OfService(wished)
            : kind == ApiKinds.NetworkPolicies ? OfPolicy(wished)
            : OfWorkload(kind, before, wished);
        if (objection is not null)
            throw new FormatException($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {objection}");
    }

    private static string? OfConfigMap(JsonObject wished) => wished["data"] switch
    {
        null => null,
        JsonObject data => data.Where(pair => !IsText(pair.Value)).Select(pair => $"data.{pair.Key} must be a string").FirstOrDefault(),
        _ => "data must be a map of strings",
    };

    private static string? OfHpa(JsonObject wished)
    {
        var (least, most) = (wished.Number("spec", "minReplicas") ?? 1, wished.Number("spec", "maxReplicas"));
        if (least < 1 || most is not (>= 1 and <= MostReplicas) || most < least)
            return $"spec.maxReplicas must be 1 to {MostReplicas} here, and not less than spec.minReplicas";
        return wished.Items("spec", "metrics").FirstOrDefault().Number("resource", "target", "averageUtilization") is > 0 && IsText(wished.At("spec", "scaleTargetRef", "name"))
            ? null : "spec must name its target and the utilization of a resource";
    }
    private static string? OfService(JsonObject wished) => wished.At("spec", "selector") switch
    {
        null => null,
        JsonObject selector when selector.All(pair => IsText(pair.Value)) => wished.Items("spec", "ports").Any() ? null : "spec.ports must not be empty",
        _ => "spec.selector must be a map of strings",
    };

    private static string? OfPolicy(JsonObject wished) => wished.At("spec", "podSelector") is JsonObject ? null : "spec.podSelector is required";

    private static string? OfWorkload(ApiKind kind, JsonObject before, JsonObject wished)
    {
        var spec = wished["spec"];
        if (!JsonPaths.Same(before.At("spec", "selector"), spec.At("selector")))
            return "spec.selector is immutable";
        if (kind != ApiKinds.DaemonSets && spec.Number("replicas") is not (>= 0 and <= MostReplicas))
            return $"spec.replicas must be 0 to {MostReplicas} here";
        var rolling = spec.At("strategy", "rollingUpdate");
        if (kind == ApiKinds.Deployments && !(IsAmount(rolling.At("maxSurge")) && IsAmount(rolling.At("maxUnavailable"))))
            return "maxSurge and maxUnavailable must be whole numbers or percentages";
        var containers = spec.Items("template", "spec", "containers").ToList();
        if (containers.Count == 0 || containers.Any(c => !IsText(c["name"]) || !IsText(c["image"]) || c.Text("image")!.Length == 0))
            return "spec.template.spec.containers must have names and images";
        if (spec.At("selector", "matchLabels") is JsonObject labels && labels.Any(label => spec.Text("template", "metadata", "labels", label.Key) != label.Value?.ToString()))
            return "spec.template.metadata.labels must match the selector";
        return References(containers).Any(reference => !IsText(reference)) ? "references must be strings" : null;
    }

    private static IEnumerable<JsonNode?> References(IEnumerable<JsonObject> containers) => containers.SelectMany(container => container.Items("env"))
        .SelectMany(variable => variable.At("valueFrom", "configMapKeyRef") is { } key ? [variable["name"], key["name"], key["key"]] : new[] { variable["name"] });

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsAmount(JsonNode? node) =>
        node is null || int.TryParse(node.ToString().TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
