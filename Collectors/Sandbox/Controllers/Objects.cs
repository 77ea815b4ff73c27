using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>What several controllers ask of objects.</summary>
internal static class Objects
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string HashLabel = "pod-template-hash";

    public static bool IsTerminating(this StoredObject item) => item.Json.At("metadata", "deletionTimestamp") is not null;

    /// <summary>Not on its way out and not finished.</summary>
    public static bool IsActive(this StoredObject pod) => !pod.IsTerminating() && pod.Json.Text("status", "phase") is not ("Succeeded" or "Failed");

    public static bool IsReady(this StoredObject pod) => Condition(pod.Json, "Ready")?.Text("status") == "True";

    public static JsonObject? Condition(JsonNode json, string type) => json.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    public static int Replicas(this StoredObject item) => item.Json.Number("spec", "replicas") ?? 1;

    public static int Available(this StoredObject item) => item.Json.Number("status", "availableReplicas") ?? 0;

    public static long RevisionOf(StoredObject item) =>
        long.TryParse(item.Json.Text("metadata", "annotations", Revision), CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static JsonArray OwnedBy(StoredObject owner) =>
    [
        new JsonObject
        {
            ["apiVersion"] = owner.Kind.ApiVersion,
            ["kind"] = owner.Kind.Kind,
            ["name"] = owner.Name,
            ["uid"] = owner.Uid,
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        },
    ];

    /// <summary>A pod of a template; <paramref name="more"/> labels are those that the controller adds.</summary>
    public static JsonObject Pod(StoredObject owner, JsonNode template, string name, string? generateName, IEnumerable<KeyValuePair<string, string>> more, Dice dice)
    {
        var labels = template.At("metadata", "labels") is JsonObject given ? given.Copy() : [];
        foreach (var (key, value) in more)
            labels[key] = value;
        var meta = new JsonObject { ["name"] = name };
        if (generateName is not null)
            meta["generateName"] = generateName;
        meta["namespace"] = owner.Namespace;
        meta["labels"] = labels;
        if (template.At("metadata", "annotations") is JsonObject annotations)
            meta["annotations"] = annotations.DeepClone();
        meta["ownerReferences"] = OwnedBy(owner);
        var spec = ((JsonObject)template["spec"]!).Copy();
        PodDefaults.Complete(spec, dice);
        return new JsonObject
        {
            ["metadata"] = meta,
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "Burstable" },
        };
    }
}
