using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Autoscalers.</summary>
internal static class HpaColumns
{
    public static readonly IReadOnlyList<Column> All =
    [
        Columns.Name,
        Column.Text("Reference", item => $"{item.Text("spec", "scaleTargetRef", "kind")}/{item.Text("spec", "scaleTargetRef", "name")}"),
        Column.Text("Targets", item => string.Join(", ", item.Items("spec", "metrics").Select(metric => Target(item, metric)))),
        Column.Text("MinPods", item => $"{item.Number("spec", "minReplicas") ?? 1}"),
        Column.Count("MaxPods", item => item.Number("spec", "maxReplicas")),
        Column.Count("Replicas", item => item.Number("status", "currentReplicas")),
        Columns.Age,
    ];

    private static string Target(JsonNode item, JsonObject metric)
    {
        var name = metric.Text("resource", "name");
        var now = item.Items("status", "currentMetrics").FirstOrDefault(one => one.Text("resource", "name") == name)?.Number("resource", "current", "averageUtilization");
        return $"{name}: {(now is { } percent ? $"{percent}%" : "<unknown>")}/{metric.Number("resource", "target", "averageUtilization")}%";
    }
}
