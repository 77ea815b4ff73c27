using System.Text;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Dashboard.Sandbox.Tables;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>How a client wants its objects: as they are, as rows of a table, or their metadata only.</summary>
/// <param name="RowObject">Of a table: what stands beside each row: <c>None</c>, <c>Metadata</c> or <c>Object</c>.</param>
internal sealed record Form(bool Table, bool MetadataOnly, string RowObject)
{
    private static readonly Form Plain = new(false, false, "");

    /// <summary>The first form of the header that is served; null when none is (406).</summary>
    public static Form? Asked(HttpContext context)
    {
        var accept = context.Request.Headers.Accept.ToString();
        if (accept.Length == 0)
            return Plain;
        foreach (var media in accept.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = media.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*"))
                continue;
            var shape = parts.FirstOrDefault(part => part.StartsWith("as=", StringComparison.Ordinal))?[3..];
            switch (shape)
            {
                case null:
                    return Plain;
                case "Table":
                    return new Form(true, false, context.Query("includeObject") ?? "Metadata");
                case "PartialObjectMetadata" or "PartialObjectMetadataList":
                    return new Form(false, true, "");
                default:
                    continue;
            }
        }

        return null;
    }

    /// <summary>One object, whole.</summary>
    public byte[] One(StoredObject item, TimeProvider time) => this switch
    {
        { Table: true } => Bytes(TableWriter.Of(item.Kind, [item], item.Version, null, this, time.GetUtcNow())),
        { MetadataOnly: true } => Bytes(Metadata(item)),
        _ => item.Whole(),
    };

    /// <summary>A list.</summary>
    public byte[] Many(ApiKind kind, IReadOnlyList<StoredObject> items, JsonObject listMeta, TimeProvider time)
    {
        if (Table)
            return Bytes(TableWriter.Of(kind, items, null, listMeta, this, time.GetUtcNow()));
        var head = MetadataOnly
            ? $"{{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{listMeta.ToJsonString()},\"items\":["
            : $"{{\"kind\":\"{kind.Kind}List\",\"apiVersion\":\"{kind.ApiVersion}\",\"metadata\":{listMeta.ToJsonString()},\"items\":[";
        var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes(head));
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                stream.WriteByte((byte)',');
            stream.Write(MetadataOnly ? Bytes(Metadata(items[i])) : items[i].Body.Span);
        }

        stream.Write("]}"u8);
        return stream.ToArray();
    }

    public static JsonObject Metadata(StoredObject item) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = JsonNode.Parse(item.Body.Span)!["metadata"]!.DeepClone(),
    };

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
