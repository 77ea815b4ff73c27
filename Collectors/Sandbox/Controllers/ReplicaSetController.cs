using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(SimCluster cluster) : IController
{
    private const string Source = "replicaset-controller";

    public void Reconcile(StoredObject item)
    {
        var pods = Active(item);
        var missing = item.Replicas() - pods.Count;
        for (var i = 0; i < missing; i++)
        {
            if (cluster.Admission.Refuses(item, Source))
                break;
            var name = $"{item.Name}-{cluster.Dice.Suffix()}";
            cluster.Create(ApiKinds.Pods, Objects.Pod(item, item.Json.At("spec", "template")!, name, $"{item.Name}-", [], cluster.Dice));
            cluster.Events.Normal(item, Source, "SuccessfulCreate", $"Created pod: {name}");
        }

        foreach (var pod in Expendable(pods).Take(Math.Max(0, -missing)))
        {
            cluster.Kubelet.Terminate(pod.Key);
            cluster.Events.Normal(item, Source, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }

        cluster.Update(ApiKinds.ReplicaSets, item.Key, json => json["status"] = Refused(json, Status(json, Active(item))));
    }

    private JsonObject Refused(JsonObject json, JsonObject status)
    {
        if (cluster.Plane.Webhook is not null && status.Number("replicas") < (json.Number("spec", "replicas") ?? 1))
            status["conditions"] = new JsonArray(cluster.Admission.Condition(json));
        return status;
    }

    private List<StoredObject> Active(StoredObject item) => [.. cluster.Owned(ApiKinds.Pods, item.Uid).Where(Objects.IsActive)];

    /// <summary>Those that are least missed first: not placed, not ready, restarted often, young.</summary>
    private static IEnumerable<StoredObject> Expendable(IEnumerable<StoredObject> pods) => pods
        .OrderBy(pod => pod.Json.Text("spec", "nodeName") is null ? 0 : 1)
        .ThenBy(pod => pod.Json.Text("status", "phase") == "Pending" ? 0 : 1)
        .ThenBy(pod => pod.IsReady() ? 1 : 0)
        .ThenByDescending(pod => pod.Json.Items("status", "containerStatuses").Max(c => c.Number("restartCount")) ?? 0)
        .ThenByDescending(pod => pod.Json.Text("metadata", "creationTimestamp"), StringComparer.Ordinal);

    private static JsonObject Status(JsonObject json, List<StoredObject> pods)
    {
        var ready = pods.Count(Objects.IsReady);
        var status = new JsonObject { ["replicas"] = pods.Count };
        if (pods.Count > 0)
            status["fullyLabeledReplicas"] = pods.Count;
        if (ready > 0)
        {
            status["readyReplicas"] = ready;
            status["availableReplicas"] = ready;
        }

        status["observedGeneration"] = json.Number("metadata", "generation");
        return status;
    }
}
