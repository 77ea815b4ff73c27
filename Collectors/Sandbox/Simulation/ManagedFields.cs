using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>The traces of who set what and when, as the API server keeps them in <c>metadata.managedFields</c>.</summary>
internal static class ManagedFields
{
    public static JsonObject Entry(string manager, string apiVersion, DateTimeOffset now, JsonObject fields) => new()
    {
        ["manager"] = manager,
        ["operation"] = "Update",
        ["apiVersion"] = apiVersion,
        ["time"] = Times.Seconds(now),
        ["fieldsType"] = "FieldsV1",
        ["fieldsV1"] = fields,
    };

    public static JsonObject Keys(IEnumerable<string> keys, bool dot)
    {
        var fields = new JsonObject();
        if (dot)
            fields["."] = new JsonObject();
        foreach (var key in keys)
            fields[$"f:{key}"] = new JsonObject();
        return fields;
    }

    public static JsonObject Annotation(string name, bool dot) => new() { ["f:annotations"] = Keys([name], dot) };

    /// <summary>A manager set or removed a key of a ConfigMap. What one sets, others own no more; a removal leaves nothing to own.</summary>
    public static void Data(JsonObject meta, string manager, string key, bool set, DateTimeOffset now)
    {
        foreach (var other in meta.Items("managedFields"))
            (other.At("fieldsV1", "f:data") as JsonObject)?.Remove($"f:{key}");
        var fields = new JsonObject();
        if (set)
            fields["f:data"] = Keys([key], dot: false);
        if (meta.At("annotations") is not null)
            fields["f:metadata"] = Annotation("kubectl.kubernetes.io/last-applied-configuration", dot: false);
        Note(meta, manager, "v1", now, fields);
    }

    /// <summary>Adds fields to the entry of a manager, which then bears the new time.</summary>
    public static void Note(JsonObject meta, string manager, string apiVersion, DateTimeOffset now, JsonObject fields)
    {
        if (meta["managedFields"] is not JsonArray entries)
            meta["managedFields"] = entries = [];
        var own = entries.OfType<JsonObject>().FirstOrDefault(entry => entry.Text("manager") == manager);
        if (own is null)
        {
            entries.Add(Entry(manager, apiVersion, now, fields));
            return;
        }

        own["time"] = Times.Seconds(now);
        Merge(own.Child("fieldsV1"), fields);
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (value is JsonObject { Count: > 0 } inner)
                Merge(into.Child(name), inner);
            else if (!into.ContainsKey(name))
                into[name] = new JsonObject();
        }
    }
}
