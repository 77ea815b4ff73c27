using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Nodes.</summary>
internal static class NodeColumns
{
    public static readonly IReadOnlyList<Column> All =
    [
        Columns.Name,
        Column.Text("Status", Status),
        Column.Text("Roles", _ => "<none>"),
        Columns.Age,
        Column.Text("Version", item => item.Text("status", "nodeInfo", "kubeletVersion")),
        Column.Text("Internal-IP", Address, wide: true),
        Column.Text("External-IP", _ => "<none>", wide: true),
        Column.Text("OS-Image", item => item.Text("status", "nodeInfo", "osImage"), wide: true),
        Column.Text("Kernel-Version", item => item.Text("status", "nodeInfo", "kernelVersion"), wide: true),
        Column.Text("Container-Runtime", item => item.Text("status", "nodeInfo", "containerRuntimeVersion"), wide: true),
    ];

    private static string Status(JsonNode item)
    {
        var ready = item.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True") ? "Ready" : "NotReady";
        return item.Text("spec", "unschedulable") == "true" ? $"{ready},SchedulingDisabled" : ready;
    }

    private static string? Address(JsonNode item) => item.Items("status", "addresses").FirstOrDefault(a => a.Text("type") == "InternalIP")?.Text("address");
}
