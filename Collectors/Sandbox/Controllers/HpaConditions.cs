using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>The conditions of an autoscaler while it is looked at: what is not said anew stays as it was.</summary>
internal sealed class HpaConditions(JsonObject hpa, DateTimeOffset now)
{
    private static readonly string[] Order = ["AbleToScale", "ScalingActive", "ScalingLimited"];

    private readonly Dictionary<string, JsonObject> _said = new(StringComparer.Ordinal);

    public void Say(string type, bool holds, string reason, string message)
    {
        var status = holds ? "True" : "False";
        var before = Objects.Condition(hpa, type);
        _said[type] = new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = before?.Text("status") == status ? before.Text("lastTransitionTime") : Times.Seconds(now),
            ["reason"] = reason,
            ["message"] = message,
        };
    }

    public JsonArray Written() =>
        new([.. Order.Select(type => _said.GetValueOrDefault(type) ?? Objects.Condition(hpa, type)?.Copy()).OfType<JsonNode>()]);
}
