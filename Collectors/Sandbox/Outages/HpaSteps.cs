using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Customers come in numbers that nobody expected.</summary>
internal sealed class LoadStep(Scene scene, StepSeed seed) : IStep
{
    public void Do() => scene.Cluster.Metrics.Press(scene.Workload, seed.Factor);

    public void Undo() => scene.Cluster.Metrics.Press(scene.Workload, 1);
}

/// <summary>Somebody scales a Deployment.</summary>
internal sealed class ScaleStep(Scene scene, StepSeed seed) : IStep
{
    private int? _before;

    public void Do()
    {
        _before = scene.Cluster.Store.Find(ApiKinds.Deployments, scene.Workload)?.Replicas();
        Scale(seed.Replicas);
    }

    /// <summary>Where somebody has scaled it back already, that stays.</summary>
    public void Undo()
    {
        if (_before is { } before && scene.Cluster.Store.Find(ApiKinds.Deployments, scene.Workload)?.Replicas() == seed.Replicas)
            Scale(before);
        _before = null;
    }

    private void Scale(int replicas) => scene.Cluster.Update(ApiKinds.Deployments, scene.Workload, json =>
    {
        json["spec"]!["replicas"] = replicas;
        ManagedFields.Note(json.Child("metadata"), "kubectl", "apps/v1", scene.Cluster.Now, new JsonObject { ["f:spec"] = new JsonObject { ["f:replicas"] = new JsonObject() } });
    });
}

/// <summary>A new template brings a second container that requests nothing.</summary>
internal sealed class SidecarStep(Scene scene, StepSeed seed) : IStep
{
    public void Do()
    {
        var image = $"{scene.Cluster.Estate.Registry.Replace("{region}", scene.Cluster.Seed.Region, StringComparison.Ordinal)}/{seed.Container}:1.0.0";
        scene.Cluster.Registry.Publish(image);
        Change(containers =>
        {
            if (Own(containers) is null)
            {
                containers.Add(new JsonObject
                {
                    ["name"] = seed.Container,
                    ["image"] = image,
                    ["resources"] = new JsonObject(),
                    ["terminationMessagePath"] = "/dev/termination-log",
                    ["terminationMessagePolicy"] = "File",
                    ["imagePullPolicy"] = "IfNotPresent",
                });
            }
        });
    }

    public void Undo() => Change(containers =>
    {
        if (Own(containers) is { } own)
            containers.Remove(own);
    });

    private JsonObject? Own(JsonArray containers) => containers.OfType<JsonObject>().FirstOrDefault(container => container.Text("name") == seed.Container);

    private void Change(Action<JsonArray> change) => scene.Cluster.Update(ApiKinds.Deployments, scene.Workload, json =>
    {
        var containers = (JsonArray)json.At("spec", "template", "spec", "containers")!;
        var count = containers.Count;
        change(containers);
        if (containers.Count != count)
        {
            ManagedFields.Note(json.Child("metadata"), "helm", "apps/v1", scene.Cluster.Now,
                new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = new JsonObject() } });
        }
    });
}
