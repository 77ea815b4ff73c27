using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Edits;

/// <summary>The few things that a person may change in a simulated cluster, to practise a runbook with <c>kubectl</c>.</summary>
public static class OperatorEdits
{
    private static readonly string[] Kept = ["name", "namespace", "uid", "creationTimestamp", "generation", "managedFields"];

    /// <summary>Changes an object as a patch wants it; status and identity stay.</summary>
    /// <param name="edit">Makes the object that is wished for out of the one that is there.</param>
    /// <returns>The object as it is now, or null when it is not there.</returns>
    /// <exception cref="FormatException">The edit does not fit.</exception>
    /// <exception cref="EditConflictException">The edit is meant for another version.</exception>
    public static StoredObject? Change(SimCluster cluster, ApiKind kind, string key, string manager, Func<JsonObject, JsonObject> edit) => cluster.Inside(() =>
        cluster.Update(kind, key, json =>
        {
            var before = json.Copy();
            var wished = edit(before);
            if (wished.Text("metadata", "resourceVersion") is { } version && version != before.Text("metadata", "resourceVersion"))
                throw new EditConflictException();
            wished.Remove("kind");
            wished.Remove("apiVersion");
            wished.Remove("status");
            if (before["status"] is { } status)
                wished["status"] = status.DeepClone();
            var meta = wished.Child("metadata");
            foreach (var name in Kept)
            {
                if (before.At("metadata", name) is { } value)
                    meta[name] = value.DeepClone();
            }

            EditChecks.Demand(kind, before, wished);
            if (!JsonPaths.Same(before, wished))
                Trace(cluster, kind, meta, manager, before["data"] as JsonObject ?? [], wished["data"] as JsonObject ?? []);
            foreach (var name in json.Select(member => member.Key).ToList())
                json.Remove(name);
            foreach (var (name, value) in wished)
                json[name] = value?.DeepClone();
        }));

    /// <summary>Deletes a pod gracefully.</summary>
    /// <returns>The pod, marked; null when it is not there.</returns>
    public static StoredObject? DeletePod(SimCluster cluster, string key) => cluster.Inside(() =>
    {
        var pod = cluster.Store.Find(ApiKinds.Pods, key);
        cluster.Kubelet.Terminate(key);
        return cluster.Store.Find(ApiKinds.Pods, key) ?? pod;
    });

    /// <summary>Takes a NetworkPolicy away.</summary>
    /// <returns>The policy as it was; null when it is not there.</returns>
    public static StoredObject? DeletePolicy(SimCluster cluster, string key) => cluster.Inside(() =>
    {
        var policy = cluster.Store.Find(ApiKinds.NetworkPolicies, key);
        cluster.Store.Remove(ApiKinds.NetworkPolicies, key);
        return policy;
    });

    private static void Trace(SimCluster cluster, ApiKind kind, JsonObject meta, string manager, JsonObject before, JsonObject after)
    {
        if (kind != ApiKinds.ConfigMaps)
        {
            ManagedFields.Note(meta, manager, kind.ApiVersion, cluster.Now, new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = new JsonObject() } });
            return;
        }

        foreach (var key in before.Concat(after).Select(pair => pair.Key).Distinct(StringComparer.Ordinal).Where(key => !JsonPaths.Same(before[key], after[key])))
            ManagedFields.Data(meta, manager, key, after.ContainsKey(key), cluster.Now);
        if (JsonPaths.Same(before, after))
            ManagedFields.Note(meta, manager, kind.ApiVersion, cluster.Now, new JsonObject { ["f:metadata"] = new JsonObject { ["f:annotations"] = new JsonObject() } });
    }
}

/// <summary>The object has been changed since the client read it.</summary>
public sealed class EditConflictException() : Exception("the object has been modified; please apply your changes to the latest version and try again");
