using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.ControlPlane;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>
/// Looks at each autoscaler every 15 s, scales its target to the load of the hour and says so in the words of the real one.
/// It waits for a rollout to end: pods that start count as idle, so that the real one would hardly move either.
/// </summary>
internal sealed class HpaController(SimCluster cluster)
{
    private const string Source = "horizontal-pod-autoscaler";
    private const double Tolerance = 0.1;
    private static readonly TimeSpan Sync = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Stabilization = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<(DateTimeOffset At, int Wish)>> _wishes = new(StringComparer.Ordinal);

    public void Start() => Look();

    private void Look()
    {
        // It is a part of the controller manager, and stands still with it.
        foreach (var hpa in cluster.Plane.Stands(Plane.Controllers) ? [] : cluster.Store.Read(ApiKinds.Hpas).Items)
        {
            if (cluster.Store.Find(ApiKinds.Deployments, hpa.Namespace, hpa.Json.Text("spec", "scaleTargetRef", "name") ?? "") is { } target)
                Look(hpa, target);
        }

        cluster.Agenda.After(Sync, Look);
    }

    private void Look(StoredObject hpa, StoredObject target)
    {
        var current = target.Json.Number("status", "replicas") ?? 0;
        var status = new HpaConditions(hpa.Json, cluster.Now);
        if (current == 0)
        {
            status.Say("ScalingActive", false, "ScalingDisabled", "scaling is disabled since the replica count of the target is zero");
            Write(hpa, status, current, current, null);
            return;
        }

        var percent = hpa.Json.Items("spec", "metrics").First().Number("resource", "target", "averageUtilization") ?? 100;
        if (cluster.Metrics.WhyNot(target) is { } error)
        {
            Blind(hpa, status, current, error);
            return;
        }

        var use = cluster.Metrics.Utilization(target, percent);
        var ratio = use / (double)percent;
        // It counts from what is asked for, as a rollout has some more. Pods that are not ready count as idle.
        var asked = target.Replicas();
        var raw = Math.Abs(ratio - 1) <= Tolerance ? asked : (int)Math.Ceiling(Math.Round(cluster.Metrics.Serving(target) * ratio, 2));
        var (wish, stable) = Stabilize(hpa.Key, raw, asked);
        var desired = Limit(hpa, status, wish);
        status.Say("ScalingActive", true, "ValidMetricFound", "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)");
        if (desired != asked && Settled.IsSettled(target))
        {
            Rescale(hpa, target, desired, desired > asked ? "cpu resource utilization (percentage of request) above target" : "All metrics below target");
            status.Say("AbleToScale", true, "SucceededRescale", $"the HPA controller was able to update the target scale to {desired}");
        }
        else
        {
            status.Say("AbleToScale", true, stable ? "ReadyForNewScale" : "ScaleDownStabilized",
                stable ? "recommended size matches current size" : "recent recommendations were higher than current one, applying the highest recent recommendation");
            desired = asked;
        }

        Write(hpa, status, current, desired, use);
    }

    /// <summary>The highest wish of the last minutes, but never more than there are for that reason alone.</summary>
    private (int Wish, bool Stable) Stabilize(string key, int raw, int current)
    {
        if (!_wishes.TryGetValue(key, out var wishes))
            _wishes[key] = wishes = [];
        wishes.RemoveAll(wish => wish.At + Stabilization < cluster.Now);
        wishes.Add((cluster.Now, raw));
        var wish = raw >= current ? raw : Math.Min(current, wishes.Max(one => one.Wish));
        return (wish, wish == raw);
    }

    private static int Limit(StoredObject hpa, HpaConditions status, int wish)
    {
        var (least, most) = (hpa.Json.Number("spec", "minReplicas") ?? 1, hpa.Json.Number("spec", "maxReplicas") ?? 1);
        if (wish > most)
            status.Say("ScalingLimited", true, "TooManyReplicas", "the desired replica count is more than the maximum replica count");
        else if (wish < least)
            status.Say("ScalingLimited", true, "TooFewReplicas", "the desired replica count is less than the minimum replica count");
        else
            status.Say("ScalingLimited", false, "DesiredWithinRange", "the desired count is within the acceptable range");
        return Math.Clamp(wish, least, most);
    }

    private void Rescale(StoredObject hpa, StoredObject target, int replicas, string reason)
    {
        cluster.Update(ApiKinds.Deployments, target.Key, json =>
        {
            json["spec"]!["replicas"] = replicas;
            ManagedFields.Note(json.Child("metadata"), "kube-controller-manager", "apps/v1", cluster.Now,
                new JsonObject { ["f:spec"] = new JsonObject { ["f:replicas"] = new JsonObject() } });
        });
        cluster.Events.Normal(hpa, Source, "SuccessfulRescale", string.Create(CultureInfo.InvariantCulture, $"New size: {replicas}; reason: {reason}"));
    }

    /// <summary>What it says of its limits stays as it was.</summary>
    private void Blind(StoredObject hpa, HpaConditions status, int current, string error)
    {
        status.Say("AbleToScale", true, "SucceededGetScale", "the HPA controller was able to get the target's current scale");
        status.Say("ScalingActive", false, "FailedGetResourceMetric", $"the HPA was unable to compute the replica count: failed to get cpu utilization: {error}");
        cluster.Events.Warning(hpa, Source, "FailedGetResourceMetric", $"failed to get cpu utilization: {error}");
        cluster.Events.Warning(hpa, Source, "FailedComputeMetricsReplicas",
            $"invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: {error}");
        Write(hpa, status, current, current, null);
    }

    private void Write(StoredObject hpa, HpaConditions status, int current, int desired, int? use) => cluster.Update(ApiKinds.Hpas, hpa.Key, json =>
    {
        var before = json["status"] as JsonObject;
        var now = new JsonObject { ["currentReplicas"] = current, ["desiredReplicas"] = desired };
        if (desired != current && use is not null)
            now["lastScaleTime"] = Times.Seconds(cluster.Now);
        else if (before.Text("lastScaleTime") is { } last)
            now["lastScaleTime"] = last;
        now["currentMetrics"] = new JsonArray(use is { } percent ? Metric(percent) : new JsonObject { ["type"] = "" });
        now["conditions"] = status.Written();
        json["status"] = now;
    });

    private static JsonObject Metric(int percent) => new()
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject
        {
            ["name"] = "cpu",
            ["current"] = new JsonObject { ["averageUtilization"] = percent, ["averageValue"] = $"{percent * Estate.HpaObjects.RequestMillis / 100}m" },
        },
    };
}
