using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Keeps the numbered pods of a StatefulSet, one after the other, and replaces them from the last to the first.</summary>
internal sealed class StatefulSetController(SimCluster cluster) : IController
{
    private const string Source = "statefulset-controller";
    private const string RevisionLabel = "controller-revision-hash";

    public void Reconcile(StoredObject item)
    {
        var revision = $"{item.Name}-{Canonical.HashOf(item.Json.At("spec", "template")!)}";
        var pods = cluster.Owned(ApiKinds.Pods, item.Uid).ToDictionary(pod => pod.Name, StringComparer.Ordinal);
        Step(item, revision, pods);
        cluster.Update(ApiKinds.StatefulSets, item.Key, json => json["status"] = Status(json, revision, cluster.Owned(ApiKinds.Pods, item.Uid)));
    }

    private void Step(StoredObject item, string revision, Dictionary<string, StoredObject> pods)
    {
        for (var i = 0; i < item.Replicas(); i++)
        {
            var name = $"{item.Name}-{i}";
            if (!pods.TryGetValue(name, out var pod))
            {
                if (cluster.Admission.Refuses(item, Source))
                    return;
                Create(item, name, i, revision);
                return;
            }

            if (pod.IsTerminating() || (!pod.IsReady() && pod.Labels.GetValueOrDefault(RevisionLabel) == revision))
                return;
        }

        var surplus = pods.Values.Where(pod => !pod.IsTerminating() && Ordinal(pod) >= item.Replicas()).MaxBy(Ordinal);
        var outdated = pods.Values.Where(pod => !pod.IsTerminating() && pod.Labels.GetValueOrDefault(RevisionLabel) != revision).MaxBy(Ordinal);
        if ((surplus ?? outdated) is not { } gone)
            return;
        cluster.Kubelet.Terminate(gone.Key);
        cluster.Events.Normal(item, Source, "SuccessfulDelete", $"delete Pod {gone.Name} in StatefulSet {item.Name} successful");
    }

    private void Create(StoredObject item, string name, int ordinal, string revision)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture),
            [RevisionLabel] = revision,
            ["statefulset.kubernetes.io/pod-name"] = name,
        };
        var pod = Objects.Pod(item, item.Json.At("spec", "template")!, name, $"{item.Name}-", labels, cluster.Dice);
        pod["spec"]!["hostname"] = name;
        cluster.Create(ApiKinds.Pods, pod);
        cluster.Events.Normal(item, Source, "SuccessfulCreate", $"create Pod {name} in StatefulSet {item.Name} successful");
    }

    private static int Ordinal(StoredObject pod) => int.Parse(pod.Name[(pod.Name.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);

    private static JsonObject Status(JsonObject json, string revision, IReadOnlyList<StoredObject> pods)
    {
        var updated = pods.Count(pod => pod.Labels.GetValueOrDefault(RevisionLabel) == revision);
        var ready = pods.Count(pod => pod.IsReady() && !pod.IsTerminating());
        var done = updated == pods.Count && ready == (json.Number("spec", "replicas") ?? 1);
        var current = done ? revision : json.Text("status", "currentRevision") ?? revision;
        return new JsonObject
        {
            ["observedGeneration"] = json.Number("metadata", "generation"),
            ["replicas"] = pods.Count,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
            ["currentReplicas"] = pods.Count(pod => pod.Labels.GetValueOrDefault(RevisionLabel) == current),
            ["updatedReplicas"] = updated,
            ["currentRevision"] = current,
            ["updateRevision"] = revision,
            ["collisionCount"] = 0,
        };
    }
}
