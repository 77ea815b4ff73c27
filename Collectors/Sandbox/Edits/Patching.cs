using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Edits;

/// <summary>Applies a patch of one of the three kinds that <c>kubectl</c> sends. Returns a new object; the given one stays.</summary>
public static class Patching
{
    /// <param name="contentType">The request's media type, which says which kind it is.</param>
    /// <exception cref="FormatException">The patch is of no known kind, or does not fit.</exception>
    public static JsonObject Apply(JsonObject target, string? contentType, JsonNode? patch) => (contentType?.Split(';')[0].Trim(), patch) switch
    {
        ("application/merge-patch+json", JsonObject merge) => Merge(target.Copy(), merge, strategic: false),
        ("application/strategic-merge-patch+json", JsonObject merge) => Merge(target.Copy(), merge, strategic: true),
        ("application/json-patch+json", JsonArray steps) => JsonPatch.Apply(target.Copy(), steps),
        _ => throw new FormatException($"the body of the request was in an unknown format - {contentType}"),
    };

    private static JsonObject Merge(JsonObject target, JsonObject patch, bool strategic)
    {
        foreach (var (name, value) in patch)
        {
            // Directives about order and retained keys change nothing that the simulation reads.
            if (strategic && name.StartsWith('$'))
                continue;
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner:
                    target[name] = Merge(target[name] is JsonObject known ? known.Copy() : [], inner, strategic);
                    break;
                case JsonArray items when strategic && MergeKey(name) is { } key && items.All(item => item is JsonObject):
                    target[name] = MergeItems(target[name] as JsonArray ?? [], items, key);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }

        return target;
    }

    private static JsonArray MergeItems(JsonArray target, JsonArray patch, string key)
    {
        var merged = target.Items().Select(item => item.Copy()).ToList();
        foreach (var item in patch.Items())
        {
            var at = merged.FindIndex(known => JsonPaths.Same(known[key], item[key]));
            if (item.Text("$patch") == "delete")
            {
                if (at >= 0)
                    merged.RemoveAt(at);
            }
            else if (at >= 0)
            {
                merged[at] = Merge(merged[at], item, strategic: true);
            }
            else
            {
                merged.Add(Merge([], item, strategic: true));
            }
        }

        return [.. merged];
    }

    private static string? MergeKey(string list) => list switch
    {
        "containers" or "initContainers" or "env" or "volumes" => "name",
        "ports" => "containerPort",
        "volumeMounts" => "mountPath",
        "conditions" => "type",
        _ => null,
    };
}
