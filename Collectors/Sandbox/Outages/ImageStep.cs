using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>A new image is rolled out, one that exists or one that does not.</summary>
internal sealed class ImageStep(Scene scene, StepSeed seed) : IStep
{
    private string? _before;

    public void Do()
    {
        if (scene.Cluster.Store.Find(ApiKinds.Deployments, scene.Workload) is not { } item)
            return;
        var image = Upgrades.ImageOf(item);
        _before = image.Reference;
        if (seed.Repository.Length > 0)
            image = image with { Repository = $"{image.Repository[..image.Repository.LastIndexOf('/')]}/{seed.Repository}" };
        if (seed.Tag != "same")
            image = image.WithTag(ImageName.Parse(Upgrades.NextImage(item)).Tag);
        if (seed.Tag == "unpublished")
            image = image.WithTag(image.Tag + "0");
        if (seed.Tag == "next")
            scene.Cluster.Registry.Publish(image.Reference);
        Upgrades.SetImage(scene.Cluster, ApiKinds.Deployments, scene.Workload, image.Reference, "helm");
    }

    /// <summary>Takes the image back when it does not exist. One that exists stays: it runs once the registry serves it.</summary>
    public void Undo()
    {
        if (_before is not null && scene.Cluster.Store.Find(ApiKinds.Deployments, scene.Workload) is { } item
            && !scene.Cluster.Registry.Has(Upgrades.ImageOf(item).Reference))
            Upgrades.SetImage(scene.Cluster, ApiKinds.Deployments, scene.Workload, _before, "kubectl-rollout");
        _before = null;
    }
}
