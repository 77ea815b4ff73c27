using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>A new ConfigMap with another hash in its name is applied, and the template points to it.</summary>
internal sealed class HashedStep(Scene scene, StepSeed seed) : IStep
{
    private string? _old;
    private string? _new;

    public void Do()
    {
        var before = scene.Cluster.Store.Read(ApiKinds.ConfigMaps).Items
            .FirstOrDefault(map => map.Namespace == scene.Namespace && map.Name.StartsWith(seed.ConfigMap + "-", StringComparison.Ordinal));
        if (before is null)
            return;
        var data = before.Json["data"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);
        if (seed.Value is null)
            data.Remove(seed.Key);
        else
            data[seed.Key] = seed.Value;
        (_old, _new) = (before.Name, ConfigMapObjects.NameOf(seed.ConfigMap, true, data));
        scene.Cluster.Create(ApiKinds.ConfigMaps, ConfigMapObjects.New(scene.Namespace, _new, data, scene.Cluster.Now));
        Point(_old, _new, ConfigMapObjects.Apply);
    }

    public void Undo()
    {
        if (_old is null || _new is null)
            return;
        Point(_new, _old, "kubectl-rollout");
        var gone = StoredObject.KeyOf(scene.Namespace, _new);
        (_old, _new) = (null, null);
        scene.Cluster.Agenda.After(TimeSpan.FromSeconds(40), () => scene.Cluster.Store.Remove(ApiKinds.ConfigMaps, gone));
    }

    private void Point(string from, string to, string manager) => scene.Cluster.Update(ApiKinds.Deployments, scene.Workload, json =>
    {
        Rename(json.At("spec", "template", "spec"), from, to);
        ManagedFields.Note(json.Child("metadata"), manager, "apps/v1", scene.Cluster.Now,
            new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = new JsonObject() } });
    });

    private static void Rename(JsonNode? node, string from, string to)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Rename(item, from, to);
        }

        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToList())
        {
            if (name is "configMap" or "configMapRef" or "configMapKeyRef" && value.Text("name") == from)
                value!["name"] = to;
            else
                Rename(value, from, to);
        }
    }
}
