using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Pods: their status is the reason of the first container that has one.</summary>
internal static class PodColumns
{
    public static readonly IReadOnlyList<Column> All =
    [
        Columns.Name,
        Column.Text("Ready", item => $"{Statuses(item).Count(IsReady)}/{item.Items("spec", "containers").Count()}"),
        Column.Text("Status", StatusOf),
        new("Restarts", (item, now) => Restarts(item, now)),
        Columns.Age,
        Column.Text("IP", item => item.Text("status", "podIP") ?? "<none>", wide: true),
        Column.Text("Node", item => item.Text("spec", "nodeName") ?? "<none>", wide: true),
        Column.Text("Nominated Node", _ => "<none>", wide: true),
        Column.Text("Readiness Gates", _ => "<none>", wide: true),
    ];

    private static string StatusOf(JsonNode item)
    {
        if (item.At("metadata", "deletionTimestamp") is not null)
            return "Terminating";
        var state = Statuses(item).Select(Reason).FirstOrDefault(reason => reason is not null);
        return state ?? item.Text("status", "phase") ?? "Unknown";
    }

    private static string? Reason(JsonObject container) =>
        container.Text("state", "waiting", "reason") ?? container.Text("state", "terminated", "reason");

    private static string Restarts(JsonNode item, DateTimeOffset now)
    {
        var count = Statuses(item).Sum(container => container.Number("restartCount") ?? 0);
        var last = Statuses(item).Select(container => Times.Read(container.Text("lastState", "terminated", "finishedAt"))).Max();
        return count == 0 || last is null ? $"{count}" : $"{count} ({Ages.Short(now - last.Value)} ago)";
    }

    private static IEnumerable<JsonObject> Statuses(JsonNode item) => item.Items("status", "containerStatuses");

    private static bool IsReady(JsonObject container) => container.At("ready")?.GetValue<bool>() == true;
}
