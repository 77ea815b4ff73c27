using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Keeps one pod of a DaemonSet on each node, and replaces them one at a time.</summary>
internal sealed class DaemonSetController(SimCluster cluster) : IController
{
    private const string Source = "daemonset-controller";
    private const string RevisionLabel = "controller-revision-hash";

    public void Reconcile(StoredObject item)
    {
        var revision = Canonical.HashOf(item.Json.At("spec", "template")!);
        var pods = cluster.Owned(ApiKinds.Pods, item.Uid);
        var nodes = cluster.Store.Read(ApiKinds.Nodes).Items;
        foreach (var node in nodes.Where(node => !pods.Any(pod => Target(pod) == node.Name)).TakeWhile(_ => !cluster.Admission.Refuses(item, Source)))
            Create(item, node.Name, revision);
        if (pods.Count == nodes.Count && pods.All(pod => pod.IsReady() && !pod.IsTerminating())
            && pods.FirstOrDefault(pod => pod.Labels.GetValueOrDefault(RevisionLabel) != revision) is { } outdated)
        {
            cluster.Kubelet.Terminate(outdated.Key);
            cluster.Events.Normal(item, Source, "SuccessfulDelete", $"Deleted pod: {outdated.Name}");
        }

        cluster.Update(ApiKinds.DaemonSets, item.Key, json => json["status"] = Status(json, revision, nodes.Count, cluster.Owned(ApiKinds.Pods, item.Uid)));
    }

    private void Create(StoredObject item, string node, string revision)
    {
        var name = $"{item.Name}-{cluster.Dice.Suffix()}";
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [RevisionLabel] = revision };
        var pod = Objects.Pod(item, item.Json.At("spec", "template")!, name, $"{item.Name}-", labels, cluster.Dice);
        pod["spec"]!["affinity"] = Affinity(node);
        pod["spec"]!["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" });
        cluster.Create(ApiKinds.Pods, pod);
        cluster.Events.Normal(item, Source, "SuccessfulCreate", $"Created pod: {name}");
    }

    /// <summary>The node that a pod is meant for.</summary>
    public static string? Target(StoredObject pod) => pod.Json
        .Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        .SelectMany(term => term.Items("matchFields"))
        .Select(field => field["values"]?[0]?.ToString())
        .FirstOrDefault();

    private static JsonObject Affinity(string node)
    {
        var field = new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) };
        var term = new JsonObject { ["matchFields"] = new JsonArray(field) };
        var required = new JsonObject { ["nodeSelectorTerms"] = new JsonArray(term) };
        return new JsonObject { ["nodeAffinity"] = new JsonObject { ["requiredDuringSchedulingIgnoredDuringExecution"] = required } };
    }

    private static JsonObject Status(JsonObject json, string revision, int nodes, IReadOnlyList<StoredObject> pods)
    {
        var ready = pods.Count(pod => pod.IsReady() && !pod.IsTerminating());
        var status = new JsonObject
        {
            ["currentNumberScheduled"] = pods.Count,
            ["numberMisscheduled"] = 0,
            ["desiredNumberScheduled"] = nodes,
            ["numberReady"] = ready,
            ["observedGeneration"] = json.Number("metadata", "generation"),
            ["updatedNumberScheduled"] = pods.Count(pod => pod.Labels.GetValueOrDefault(RevisionLabel) == revision),
            ["numberAvailable"] = ready,
        };
        if (nodes > ready)
            status["numberUnavailable"] = nodes - ready;
        return status;
    }
}
