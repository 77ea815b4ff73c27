using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.ControlPlane;

/// <summary>Asks the webhooks whether a pod may be created, and lets who was refused try again, ever more rarely.</summary>
internal sealed class Admission(SimCluster cluster)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(41);

    private readonly Dictionary<string, int> _refusals = new(StringComparer.Ordinal);

    /// <summary>Whether a pod of this owner may not be created now; the owner has then said so and will be looked at again.</summary>
    public bool Refuses(StoredObject owner, string source)
    {
        if (cluster.Plane.Webhook is not { } webhook)
        {
            _refusals.Remove(owner.Uid);
            return false;
        }

        var count = _refusals[owner.Uid] = _refusals.GetValueOrDefault(owner.Uid) + 1;
        cluster.Events.Warning(owner, source, "FailedCreate", $"Error creating: {webhook.Refusal}");
        var wait = TimeSpan.FromMilliseconds(Math.Min(Longest.TotalMilliseconds, 5 * Math.Pow(2, Math.Min(count, 14))));
        cluster.Queue.Recheck(owner.Kind, owner.Key, wait);
        return true;
    }

    /// <summary>What a ReplicaSet says of it.</summary>
    public JsonObject Condition(JsonObject json) => new()
    {
        ["type"] = "ReplicaFailure",
        ["status"] = "True",
        ["lastTransitionTime"] = Objects.Condition(json, "ReplicaFailure")?.Text("lastTransitionTime") ?? Times.Seconds(cluster.Now),
        ["reason"] = "FailedCreate",
        ["message"] = cluster.Plane.Webhook?.Refusal ?? "",
    };
}
