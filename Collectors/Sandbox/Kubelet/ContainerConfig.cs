using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>What a container reads from ConfigMaps when it is started.</summary>
/// <param name="Values">Variables, and lines <c>KEY=value</c> of mounted files.</param>
/// <param name="Error">Why the container cannot be made, in the kubelet's words; null when it can.</param>
internal sealed record ContainerConfig(IReadOnlyDictionary<string, string> Values, string? Error)
{
    public static ContainerConfig Of(SimCluster cluster, PodRun run, ContainerRun container)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.Spec.Items("envFrom"))
        {
            if (source.Text("configMapRef", "name") is not { } name)
                continue;
            if (Data(cluster, run, name) is { } data)
                AddAll(values, data);
            else if (!Optional(source.At("configMapRef")))
                return new(values, $"configmap \"{name}\" not found");
        }

        foreach (var variable in container.Spec.Items("env"))
        {
            if (variable.Text("value") is { } plain)
                values[variable.Text("name")!] = plain;
            if (variable.At("valueFrom", "configMapKeyRef") is not { } reference)
                continue;
            var (name, key) = (reference.Text("name")!, reference.Text("key")!);
            var data = Data(cluster, run, name);
            if (data?.Text(key) is { } value)
                values[variable.Text("name")!] = value;
            else if (!Optional(reference))
                return new(values, data is null ? $"configmap \"{name}\" not found" : $"couldn't find key {key} in ConfigMap {run.Namespace}/{name}");
        }

        foreach (var map in run.Spec.Items("volumes").Select(volume => volume.Text("configMap", "name")).OfType<string>())
        {
            if (Data(cluster, run, map) is { } files)
                AddLines(values, files);
        }

        return new(values, null);
    }

    private static JsonObject? Data(SimCluster cluster, PodRun run, string name) =>
        cluster.Store.Find(ApiKinds.ConfigMaps, run.Namespace, name) is { } map ? map.Json["data"] as JsonObject ?? [] : null;

    private static void AddAll(Dictionary<string, string> values, JsonObject data)
    {
        foreach (var (key, value) in data)
            values[key] = value?.ToString() ?? "";
    }

    private static void AddLines(Dictionary<string, string> values, JsonObject files)
    {
        foreach (var line in files.SelectMany(file => (file.Value?.ToString() ?? "").Split('\n')))
        {
            if (line.Split('=', 2) is [{ Length: > 0 } key, var value])
                values[key.Trim()] = value.Trim();
        }
    }

    private static bool Optional(JsonNode? reference) => reference.At("optional")?.GetValue<bool>() == true;
}
