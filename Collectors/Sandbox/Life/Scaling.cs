using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>Follows the customers of the day, one pod at a time, and never so that the pods that are there are too few.</summary>
internal sealed class Scaling(SimCluster cluster)
{
    public void Step()
    {
        if (cluster.Plane.Stands(ControlPlane.Plane.Controllers))
            return;
        foreach (var seed in cluster.Estate.Workloads.Where(w => w.Scales))
        {
            if (Settled.Find(cluster, seed) is not { } item)
                continue;
            var now = item.Replicas();
            var next = now + Math.Sign(Wanted(seed) - now);
            if (next == now || RolloutMath.Of(item.Json, next).Minimum > now)
                continue;
            cluster.Update(ApiKinds.Deployments, item.Key, json =>
            {
                json["spec"]!["replicas"] = next;
                ManagedFields.Note(json.Child("metadata"), "kube-controller-manager", "apps/v1", cluster.Now,
                    new JsonObject { ["f:spec"] = new JsonObject { ["f:replicas"] = new JsonObject() } });
            });
        }
    }

    private int Wanted(WorkloadSeed seed)
    {
        var life = cluster.Estate.Life;
        var hour = cluster.Now.ToUniversalTime().AddMinutes(life.OffsetMinutes).TimeOfDay.TotalHours;
        var wave = Math.Cos((hour - life.BusiestHour) / 24 * 2 * Math.PI);
        return Math.Max(2, (int)Math.Round(WorkloadObjects.Replicas(cluster, seed) * (1 + (life.Swing * wave))));
    }
}
