using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>ConfigMaps, and how people and programs change them: with the traces that the API keeps of who and when.</summary>
internal static class ConfigMapObjects
{
    public const string Apply = "kubectl-client-side-apply";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static JsonObject New(string @namespace, string name, IReadOnlyDictionary<string, string> data, DateTimeOffset now, string manager = Apply)
    {
        var values = JsonPaths.Map(data.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        var meta = new JsonObject { ["name"] = name, ["namespace"] = @namespace };
        var fields = new JsonObject { ["f:data"] = ManagedFields.Keys(data.Keys, dot: true) };
        if (manager == Apply)
        {
            meta["annotations"] = new JsonObject { [LastApplied] = Applied(@namespace, name, values) };
            fields["f:metadata"] = ManagedFields.Annotation(LastApplied, dot: true);
        }

        meta["managedFields"] = new JsonArray(ManagedFields.Entry(manager, "v1", now, fields));
        return new JsonObject { ["metadata"] = meta, ["data"] = values };
    }

    /// <summary>The name that a hashed ConfigMap gets.</summary>
    public static string NameOf(string name, bool hashed, IReadOnlyDictionary<string, string> data) => hashed
        ? $"{name}-{Dice.ContentHash(string.Join('\n', data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}")))}"
        : name;

    /// <summary>Sets one key, or takes it away when <paramref name="value"/> is null.</summary>
    /// <returns>The value before, or null.</returns>
    public static string? Set(SimCluster cluster, string @namespace, string name, string key, string? value, string manager)
    {
        string? before = null;
        cluster.Update(ApiKinds.ConfigMaps, StoredObject.KeyOf(@namespace, name), json =>
        {
            var data = json.Child("data");
            before = data.Text(key);
            if (before == value)
                return;
            data.Remove(key);
            if (value is not null)
                data[key] = value;
            json["data"] = data = Sorted(data);
            var meta = json.Child("metadata");
            if (meta.At("annotations", LastApplied) is not null)
                meta["annotations"]![LastApplied] = Applied(@namespace, name, data);
            ManagedFields.Data(meta, manager, key, value is not null, cluster.Now);
        });
        return before;
    }

    /// <summary>Puts a note on a ConfigMap; its data stay as they are.</summary>
    public static void Annotate(SimCluster cluster, string key, string annotation, string value) => cluster.Update(ApiKinds.ConfigMaps, key, json =>
    {
        var meta = json.Child("metadata");
        meta.Child("annotations")[annotation] = value;
        ManagedFields.Note(meta, "kubectl-annotate", "v1", cluster.Now, new JsonObject { ["f:metadata"] = ManagedFields.Annotation(annotation, dot: false) });
    });

    // The API server keeps maps in the order of their keys.
    private static JsonObject Sorted(JsonObject data) => JsonPaths.Map(data
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.ToString() ?? ""))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal));

    private static string Applied(string @namespace, string name, JsonObject data) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["data"] = data.DeepClone(),
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject(), ["name"] = name, ["namespace"] = @namespace },
    }.ToJsonString() + "\n";
}
