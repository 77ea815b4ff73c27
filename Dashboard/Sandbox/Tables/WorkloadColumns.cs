using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>What owns pods.</summary>
internal static class WorkloadColumns
{
    private static readonly Column Containers = Column.Text("Containers", item => Of(item, "name"), wide: true);
    private static readonly Column Images = Column.Text("Images", item => Of(item, "image"), wide: true);
    private static readonly Column Selector = Column.Text("Selector", item => Columns.Pairs(item.At("spec", "selector", "matchLabels")), wide: true);

    public static readonly IReadOnlyList<Column> Deployments =
    [
        Columns.Name, Ready("readyReplicas"), Column.Count("Up-to-date", item => item.Number("status", "updatedReplicas")),
        Column.Count("Available", item => item.Number("status", "availableReplicas")), Columns.Age, Containers, Images, Selector,
    ];

    public static readonly IReadOnlyList<Column> ReplicaSets =
    [
        Columns.Name, Column.Count("Desired", item => item.Number("spec", "replicas")), Column.Count("Current", item => item.Number("status", "replicas")),
        Column.Count("Ready", item => item.Number("status", "readyReplicas")), Columns.Age, Containers, Images, Selector,
    ];

    public static readonly IReadOnlyList<Column> StatefulSets = [Columns.Name, Ready("readyReplicas"), Columns.Age, Containers, Images];

    public static readonly IReadOnlyList<Column> DaemonSets =
    [
        Columns.Name, Column.Count("Desired", item => item.Number("status", "desiredNumberScheduled")),
        Column.Count("Current", item => item.Number("status", "currentNumberScheduled")), Column.Count("Ready", item => item.Number("status", "numberReady")),
        Column.Count("Up-to-date", item => item.Number("status", "updatedNumberScheduled")), Column.Count("Available", item => item.Number("status", "numberAvailable")),
        Column.Text("Node Selector", _ => "<none>"), Columns.Age, Containers, Images, Selector,
    ];

    public static readonly IReadOnlyList<Column> Jobs =
    [
        Columns.Name,
        Column.Text("Status", item => item.Items("status", "conditions").Any(c => c.Text("type") == "Complete") ? "Complete" : "Running"),
        Column.Text("Completions", item => $"{item.Number("status", "succeeded") ?? 0}/{item.Number("spec", "completions") ?? 1}"),
        new("Duration", (item, now) => Ages.Short((Times.Read(item.Text("status", "completionTime")) ?? now) - (Times.Read(item.Text("status", "startTime")) ?? now))),
        Columns.Age, Containers, Images,
    ];

    public static readonly IReadOnlyList<Column> CronJobs =
    [
        Columns.Name, Column.Text("Schedule", item => item.Text("spec", "schedule")), Column.Text("Timezone", _ => "<none>"),
        Column.Text("Suspend", _ => "False"), Column.Count("Active", item => item.Items("status", "active").Count()),
        new("Last Schedule", (item, now) => item.Text("status", "lastScheduleTime") is { } at ? Ages.Of(at, now) : "<none>"), Columns.Age,
    ];

    private static Column Ready(string name) => Column.Text("Ready", item => $"{item.Number("status", name) ?? 0}/{item.Number("spec", "replicas") ?? 1}");

    private static string Of(JsonNode item, string name) => string.Join(',', item.Items("spec", "template", "spec", "containers").Select(c => c.Text(name)));
}
