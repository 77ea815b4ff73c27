using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Events, with the time of the latest.</summary>
internal static class EventColumns
{
    public static readonly IReadOnlyList<Column> All =
    [
        new("Last Seen", (item, now) => Ages.Of(item.Text("lastTimestamp") ?? item.Text("eventTime"), now)),
        Column.Text("Type", item => item.Text("type")),
        Column.Text("Reason", item => item.Text("reason")),
        Column.Text("Object", item => $"{item.Text("involvedObject", "kind")?.ToLowerInvariant()}/{item.Text("involvedObject", "name")}"),
        Column.Text("Subobject", item => item.Text("involvedObject", "fieldPath") ?? "", wide: true),
        Column.Text("Source", Source, wide: true),
        Column.Text("Message", item => item.Text("message")?.Trim()),
        new("First Seen", (item, now) => Ages.Of(item.Text("firstTimestamp") ?? item.Text("eventTime"), now), Wide: true),
        new("Count", (item, _) => item.Number("count") ?? 1, "integer", true),
        Column.Text("Name", item => item.Text("metadata", "name"), wide: true),
    ];

    private static string? Source(JsonNode item) => string.Join(", ", new[]
    {
        item.Text("source", "component") ?? item.Text("reportingComponent"), item.Text("source", "host"),
    }.OfType<string>());
}
