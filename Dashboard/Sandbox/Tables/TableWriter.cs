using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Writes objects as a Table of <c>meta.k8s.io/v1</c>.</summary>
internal static class TableWriter
{
    public static JsonObject Of(ApiKind kind, IReadOnlyList<StoredObject> items, long? version, JsonObject? listMeta, Form form, DateTimeOffset now)
    {
        var columns = Columns.Of(kind);
        var meta = listMeta is not null ? (JsonObject)listMeta.DeepClone() : new JsonObject { ["resourceVersion"] = version?.ToString(CultureInfo.InvariantCulture) };
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = meta,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(column => column.Definition)]),
            ["rows"] = new JsonArray([.. items.Select(item => Row(item, columns, form, now))]),
        };
    }

    private static JsonObject Row(StoredObject item, IReadOnlyList<Column> columns, Form form, DateTimeOffset now)
    {
        var json = JsonNode.Parse(item.Body.Span)!;
        var row = new JsonObject { ["cells"] = new JsonArray([.. columns.Select(column => column.Cell(json, now))]) };
        if (form.RowObject == "Object")
            row["object"] = JsonNode.Parse(item.Whole());
        else if (form.RowObject == "Metadata")
            row["object"] = Form.Metadata(item);
        return row;
    }
}
