using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Rolls a Deployment from one template to the next, one step per call.</summary>
internal sealed class DeploymentController(SimCluster cluster) : IController
{
    private const string Source = "deployment-controller";

    public void Reconcile(StoredObject item)
    {
        var sets = cluster.Owned(ApiKinds.ReplicaSets, item.Uid);
        var hash = Canonical.HashOf(item.Json.At("spec", "template")!);
        var newest = sets.FirstOrDefault(set => set.Labels.GetValueOrDefault(Objects.HashLabel) == hash);
        if (newest is null)
        {
            if (item.Json.At("spec", "paused")?.GetValue<bool>() == true)
                return;
            newest = CreateSet(item, sets, hash);
            SetRevision(item, newest);
            Report(item, newest, sets, created: true);
            return;
        }

        newest = Renumber(newest, sets);
        SetRevision(item, newest);
        if (!Scale(item, newest, sets))
            CleanUp(item, newest, sets);
        Report(item, newest, cluster.Owned(ApiKinds.ReplicaSets, item.Uid), created: false);
    }

    private StoredObject CreateSet(StoredObject item, IReadOnlyList<StoredObject> sets, string hash)
    {
        var math = RolloutMath.Of(item.Json, item.Replicas());
        var first = Math.Max(0, Math.Min(math.Desired, math.Desired + math.Surge - sets.Sum(set => set.Replicas())));
        var template = ((JsonObject)item.Json.At("spec", "template")!).Copy();
        template.Child("metadata").Child("labels")[Objects.HashLabel] = hash;
        var labels = ((JsonObject)template["metadata"]!["labels"]!).Copy();
        var selector = ((JsonObject)item.Json.At("spec", "selector", "matchLabels")!).Copy();
        selector[Objects.HashLabel] = hash;
        var made = cluster.Create(ApiKinds.ReplicaSets, new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{item.Name}-{hash}",
                ["namespace"] = item.Namespace,
                ["labels"] = labels,
                ["annotations"] = new JsonObject
                {
                    ["deployment.kubernetes.io/desired-replicas"] = math.Desired.ToString(CultureInfo.InvariantCulture),
                    ["deployment.kubernetes.io/max-replicas"] = (math.Desired + math.Surge).ToString(CultureInfo.InvariantCulture),
                    [Objects.Revision] = (sets.Select(Objects.RevisionOf).DefaultIfEmpty().Max() + 1).ToString(CultureInfo.InvariantCulture),
                },
                ["ownerReferences"] = Objects.OwnedBy(item),
            },
            ["spec"] = new JsonObject { ["replicas"] = first, ["selector"] = new JsonObject { ["matchLabels"] = selector }, ["template"] = template },
            ["status"] = new JsonObject { ["replicas"] = 0 },
        });
        cluster.Events.Normal(item, Source, "ScalingReplicaSet", $"Scaled up replica set {made.Name} from 0 to {first}");
        return made;
    }

    /// <summary>A template that comes back gets its old ReplicaSet with a new number.</summary>
    private StoredObject Renumber(StoredObject newest, IReadOnlyList<StoredObject> sets)
    {
        var highest = sets.Where(set => set.Key != newest.Key).Select(Objects.RevisionOf).DefaultIfEmpty().Max();
        var own = Objects.RevisionOf(newest);
        if (own > highest)
            return newest;
        return cluster.Update(ApiKinds.ReplicaSets, newest.Key, json =>
        {
            var annotations = json.Child("metadata").Child("annotations");
            var history = annotations.Text("deployment.kubernetes.io/revision-history");
            annotations["deployment.kubernetes.io/revision-history"] = history is null ? $"{own}" : $"{history},{own}";
            annotations[Objects.Revision] = (highest + 1).ToString(CultureInfo.InvariantCulture);
        }) ?? newest;
    }

    private void SetRevision(StoredObject item, StoredObject newest) => cluster.Update(ApiKinds.Deployments, item.Key, json =>
        json.Child("metadata").Child("annotations")[Objects.Revision] = Objects.RevisionOf(newest).ToString(CultureInfo.InvariantCulture));

    private bool Scale(StoredObject item, StoredObject newest, IReadOnlyList<StoredObject> sets)
    {
        var math = RolloutMath.Of(item.Json, item.Replicas());
        var old = sets.Where(set => set.Key != newest.Key && set.Replicas() > 0)
            .OrderBy(set => set.Json.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).ToList();
        var total = newest.Replicas() + old.Sum(set => set.Replicas());
        var wanted = newest.Replicas() > math.Desired || old.Count == 0
            ? math.Desired
            : Math.Min(math.Desired, newest.Replicas() + Math.Max(0, math.Desired + math.Surge - total));
        if (wanted != newest.Replicas())
        {
            Resize(item, newest, wanted);
            return true;
        }

        var spare = total - math.Minimum - (newest.Replicas() - newest.Available());
        if (spare <= 0 || old.Count == 0)
            return false;
        return DropUnhealthy(item, old, spare) || DropHealthy(item, newest, old, math);
    }

    private bool DropUnhealthy(StoredObject item, List<StoredObject> old, int spare)
    {
        var dropped = false;
        foreach (var set in old)
        {
            var drop = Math.Min(spare, set.Replicas() - set.Available());
            if (drop <= 0)
                continue;
            Resize(item, set, set.Replicas() - drop);
            spare -= drop;
            dropped = true;
        }

        return dropped;
    }

    private bool DropHealthy(StoredObject item, StoredObject newest, List<StoredObject> old, RolloutMath math)
    {
        var allowed = newest.Available() + old.Sum(Objects.Available) - math.Minimum;
        var set = old[0];
        var drop = Math.Min(allowed, set.Replicas());
        if (drop <= 0)
            return false;
        Resize(item, set, set.Replicas() - drop);
        return true;
    }

    private void Resize(StoredObject item, StoredObject set, int replicas)
    {
        var from = set.Replicas();
        cluster.Update(ApiKinds.ReplicaSets, set.Key, json => json["spec"]!["replicas"] = replicas);
        cluster.Events.Normal(item, Source, "ScalingReplicaSet", $"Scaled {(replicas > from ? "up" : "down")} replica set {set.Name} from {from} to {replicas}");
    }

    private void CleanUp(StoredObject item, StoredObject newest, IReadOnlyList<StoredObject> sets)
    {
        var limit = item.Json.Number("spec", "revisionHistoryLimit") ?? 10;
        var idle = sets.Where(set => set.Key != newest.Key && set.Replicas() == 0 && set.Json.Number("status", "replicas") == 0)
            .OrderByDescending(Objects.RevisionOf).Skip(limit);
        foreach (var set in idle)
            cluster.Store.Remove(ApiKinds.ReplicaSets, set.Key);
    }

    private void Report(StoredObject item, StoredObject newest, IReadOnlyList<StoredObject> sets, bool created)
    {
        cluster.Update(ApiKinds.Deployments, item.Key, json => json["status"] = DeploymentStatus.Of(json, newest, sets, cluster.Now, created));
        if (cluster.Store.Find(ApiKinds.Deployments, item.Key) is { } now && DeploymentStatus.DeadlineIn(now, cluster.Now) is { } left)
            cluster.Queue.Recheck(ApiKinds.Deployments, item.Key, left);
    }
}
