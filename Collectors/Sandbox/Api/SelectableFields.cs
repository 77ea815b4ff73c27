using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>The fields that a field selector may name, per kind, as in the real API.</summary>
public static class SelectableFields
{
    private static readonly string[] Common = ["metadata.name", "metadata.namespace"];
    private static readonly string[] OfPods = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"];
    private static readonly string[] OfNodes = ["spec.unschedulable"];
    private static readonly string[] OfNamespaces = ["status.phase"];
    private static readonly string[] OfReplicaSets = ["status.replicas"];

    private static readonly string[] OfEvents =
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
        "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
    ];

    /// <summary>True when a selector may name the field.</summary>
    public static bool Allows(ApiKind kind, string path) => Common.Contains(path) || Of(kind).Contains(path);

    internal static FrozenDictionary<string, string> Read(ApiKind kind, JsonObject json) => Common.Concat(Of(kind))
        .Select(path => (Path: path, Value: path == "source" ? json.Text("source", "component") : json.At(path.Split('.'))?.ToString()))
        .Where(field => !string.IsNullOrEmpty(field.Value))
        .ToFrozenDictionary(field => field.Path, field => field.Value!, StringComparer.Ordinal);

    private static string[] Of(ApiKind kind) => kind.Plural switch
    {
        "pods" => OfPods,
        "nodes" => OfNodes,
        "events" => OfEvents,
        "namespaces" => OfNamespaces,
        "replicasets" => OfReplicaSets,
        _ => [],
    };
}
