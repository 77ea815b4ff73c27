using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>
/// One text for templates that mean the same, whatever the order of their members; empty members do not count, as clients
/// that decode and encode a template leave such things out or put them in.
/// </summary>
internal static class Canonical
{
    public static string HashOf(JsonNode template) => Dice.TemplateHash(Normal(template)?.ToJsonString() ?? "");

    private static JsonNode? Normal(JsonNode? node) => node switch
    {
        JsonObject members => Members(members),
        JsonArray items => items.Count == 0 ? null : new JsonArray([.. items.Select(Normal)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static JsonObject? Members(JsonObject members)
    {
        var kept = members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Where(member => member.Key != Objects.HashLabel)
            .Select(member => KeyValuePair.Create(member.Key, Normal(member.Value)))
            .Where(member => member.Value is not null)
            .ToList();
        return kept.Count == 0 ? null : new JsonObject(kept);
    }
}
