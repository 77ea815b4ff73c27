using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>Rolls a new version of something out, one workload at a time.</summary>
internal sealed class Upgrades(SimCluster cluster)
{
    private string? _running;

    public void Step()
    {
        var candidates = cluster.Estate.Workloads.Where(w => w.Upgrades).Select(w => (Seed: w, Item: Settled.Find(cluster, w))).ToList();
        if (_running is not null && candidates.Any(c => c.Seed.Key == _running && c.Item is null))
            return;
        var ready = candidates.Where(c => c.Item is { } item && !(item.Kind == ApiKinds.StatefulSets && item.Replicas() < 2)).ToList();
        if (ready.Count == 0)
            return;
        var (seed, chosen) = cluster.Dice.Pick(ready);
        var next = NextImage(chosen!);
        cluster.Registry.Publish(next);
        SetImage(cluster, chosen!.Kind, chosen.Key, next, "helm");
        _running = seed.Key;
    }

    /// <summary>The image of the first container with its last number counted up.</summary>
    public static string NextImage(StoredObject workload) => Next(ImageOf(workload)).Reference;

    public static ImageName ImageOf(StoredObject workload) =>
        ImageName.Parse(workload.Json.At("spec", "template", "spec").Items("containers").First().Text("image")!);

    public static void SetImage(SimCluster cluster, ApiKind kind, string key, string image, string manager) => cluster.Update(kind, key, json =>
    {
        json.At("spec", "template", "spec").Items("containers").First()["image"] = image;
        ManagedFields.Note(json.Child("metadata"), manager, kind.ApiVersion, cluster.Now,
            new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = new JsonObject() } });
    });

    private static ImageName Next(ImageName image)
    {
        var dot = image.Tag.LastIndexOf('.');
        var patch = int.Parse(image.Tag[(dot + 1)..], CultureInfo.InvariantCulture) + 1;
        return image.WithTag($"{image.Tag[..dot]}.{patch}");
    }
}
