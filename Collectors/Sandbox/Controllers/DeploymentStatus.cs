using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>The status of a Deployment, and its conditions with the reasons that the real controller gives.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(JsonObject json, StoredObject newest, IReadOnlyList<StoredObject> sets, DateTimeOffset now, bool created)
    {
        var math = RolloutMath.Of(json, json.Number("spec", "replicas") ?? 1);
        var current = sets.FirstOrDefault(set => set.Key == newest.Key) ?? newest;
        var status = new JsonObject { ["observedGeneration"] = json.Number("metadata", "generation") };
        var available = sets.Sum(Objects.Available);
        Put(status, "replicas", sets.Sum(set => set.Json.Number("status", "replicas") ?? 0));
        Put(status, "updatedReplicas", current.Json.Number("status", "replicas") ?? 0);
        Put(status, "readyReplicas", sets.Sum(set => set.Json.Number("status", "readyReplicas") ?? 0));
        Put(status, "availableReplicas", available);
        Put(status, "unavailableReplicas", Math.Max(0, sets.Sum(set => set.Replicas()) - available));
        var enough = available >= math.Minimum;
        status["conditions"] = new JsonArray(
            Condition(json, "Available", enough ? "True" : "False", enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                $"Deployment {(enough ? "has" : "does not have")} minimum availability.", now, touch: false),
            Progress(json, status, current, math, now, created));
        return status;
    }

    /// <summary>Time until a rollout that makes no progress counts as stuck; null when nothing runs.</summary>
    public static TimeSpan? DeadlineIn(StoredObject deployment, DateTimeOffset now)
    {
        var progress = Objects.Condition(deployment.Json, "Progressing");
        if (progress is null || progress.Text("reason") is "NewReplicaSetAvailable" or "ProgressDeadlineExceeded")
            return null;
        var left = (Times.Read(progress.Text("lastUpdateTime")) ?? now) + Deadline(deployment.Json) + TimeSpan.FromSeconds(1) - now;
        return left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
    }

    private static JsonObject Progress(JsonObject json, JsonObject status, StoredObject newest, RolloutMath math, DateTimeOffset now, bool created)
    {
        var before = Objects.Condition(json, "Progressing");
        if (created || before is null)
            return Condition(json, "Progressing", "True", "NewReplicaSetCreated", $"Created new replica set \"{newest.Name}\"", now, touch: true);
        var updated = status.Number("updatedReplicas") ?? 0;
        var replicas = status.Number("replicas") ?? 0;
        var available = status.Number("availableReplicas") ?? 0;
        var done = before.Text("reason") == "NewReplicaSetAvailable" && before.Text("message")!.Contains($"\"{newest.Name}\"", StringComparison.Ordinal);
        if (done && replicas == updated)
            return before.Copy();
        if (updated == math.Desired && replicas == math.Desired && available == math.Desired)
            return Condition(json, "Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{newest.Name}\" has successfully progressed.", now, touch: true);
        if (done || Moved(json, status))
            return Condition(json, "Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{newest.Name}\" is progressing.", now, touch: true);
        var late = now - (Times.Read(before.Text("lastUpdateTime")) ?? now) > Deadline(json);
        return late && before.Text("reason") != "NewReplicaSetAvailable"
            ? Condition(json, "Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{newest.Name}\" has timed out progressing.", now, touch: false)
            : before.Copy();
    }

    private static bool Moved(JsonObject json, JsonObject status)
    {
        int Then(string name) => json.Number("status", name) ?? 0;
        int Now(string name) => status.Number(name) ?? 0;
        return Now("updatedReplicas") > Then("updatedReplicas")
            || Now("replicas") - Now("updatedReplicas") < Then("replicas") - Then("updatedReplicas")
            || Now("readyReplicas") > Then("readyReplicas")
            || Now("availableReplicas") > Then("availableReplicas");
    }

    private static JsonObject Condition(JsonObject json, string type, string state, string reason, string message, DateTimeOffset now, bool touch)
    {
        var before = Objects.Condition(json, type);
        if (before is not null && !touch && before.Text("status") == state && before.Text("reason") == reason)
            return before.Copy();
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = state,
            ["lastUpdateTime"] = Times.Seconds(now),
            ["lastTransitionTime"] = before is not null && before.Text("status") == state ? before.Text("lastTransitionTime") : Times.Seconds(now),
            ["reason"] = reason,
            ["message"] = message,
        };
    }

    private static TimeSpan Deadline(JsonNode json) => TimeSpan.FromSeconds(json.Number("spec", "progressDeadlineSeconds") ?? 600);

    private static void Put(JsonObject status, string name, int value)
    {
        if (value != 0)
            status[name] = value;
    }
}
