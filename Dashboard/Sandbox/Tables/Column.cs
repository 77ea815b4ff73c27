using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>One column of the table that <c>kubectl get</c> prints.</summary>
/// <param name="Wide">Shown with <c>-o wide</c> only.</param>
/// <param name="Cell">Its value, of the object and the present.</param>
internal sealed record Column(string Name, Func<JsonNode, DateTimeOffset, JsonNode?> Cell, string Type = "string", bool Wide = false)
{
    public static Column Text(string name, Func<JsonNode, string?> cell, bool wide = false) => new(name, (item, _) => cell(item), "string", wide);

    public static Column Count(string name, Func<JsonNode, int?> cell) => new(name, (item, _) => cell(item) ?? 0, "integer");

    public JsonObject Definition => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Name == "Name" ? "name" : "",
        ["description"] = Name,
        ["priority"] = Wide ? 1 : 0,
    };
}
