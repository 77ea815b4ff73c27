using System.Globalization;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Edits;

/// <summary>A list of steps by pointer (RFC 6902): add, replace, remove and test.</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonArray steps)
    {
        foreach (var step in steps.Items())
        {
            var parts = (step.Text("path") ?? "").Split('/').Skip(1).Select(Unescape).ToArray();
            if (parts.Length == 0)
                throw new FormatException("a patch of the whole object is not supported");
            var owner = parts[..^1].Aggregate<string, JsonNode?>(target, Descend) ?? throw new FormatException($"the path {step.Text("path")} does not exist");
            Do(owner, parts[^1], step.Text("op") ?? "", step["value"]);
        }

        return target;
    }

    private static void Do(JsonNode owner, string name, string operation, JsonNode? value)
    {
        switch (operation, owner)
        {
            case ("add" or "replace", JsonObject members):
                members[name] = value?.DeepClone();
                break;
            case ("remove", JsonObject members):
                members.Remove(name);
                break;
            case ("add", JsonArray items):
                items.Insert(name == "-" ? items.Count : Index(name, items.Count + 1), value?.DeepClone());
                break;
            case ("replace", JsonArray items):
                items[Index(name, items.Count)] = value?.DeepClone();
                break;
            case ("remove", JsonArray items):
                items.RemoveAt(Index(name, items.Count));
                break;
            case ("test", _):
                if (!JsonPaths.Same(Descend(owner, name), value))
                    throw new FormatException($"testing value /{name} failed");
                break;
            default:
                throw new FormatException($"the operation '{operation}' is not supported");
        }
    }

    private static JsonNode? Descend(JsonNode? node, string name) => node switch
    {
        JsonObject members => members[name],
        JsonArray items => items[Index(name, items.Count)],
        _ => null,
    };

    private static int Index(string name, int count) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count ? index : throw new FormatException($"there is no item {name}");

    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
