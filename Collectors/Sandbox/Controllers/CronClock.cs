using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Starts the Jobs of CronJobs at their times and clears old ones away.</summary>
internal sealed class CronClock(SimCluster cluster)
{
    private const string Source = "cronjob-controller";

    public void Start(StoredObject cron)
    {
        if (EstateChecks.Minutes(cron.Json.Text("spec", "schedule") ?? "") is not { } minutes)
            return;
        var step = TimeSpan.FromMinutes(minutes);
        var next = new DateTimeOffset((cluster.Now.UtcTicks / step.Ticks * step.Ticks) + step.Ticks, TimeSpan.Zero);
        cluster.Agenda.After(next - cluster.Now + TimeSpan.FromMilliseconds(120), () => Run(cron.Key, next));
    }

    private void Run(string key, DateTimeOffset at)
    {
        if (cluster.Store.Find(ApiKinds.CronJobs, key) is not { } cron)
            return;
        if (cluster.Plane.Stands(ControlPlane.Plane.Controllers))
        {
            Start(cron);
            return;
        }

        var name = $"{cron.Name}-{at.ToUnixTimeSeconds() / 60}";
        var uid = cluster.Dice.Uid();
        var labels = new JsonObject
        {
            ["batch.kubernetes.io/controller-uid"] = uid,
            ["batch.kubernetes.io/job-name"] = name,
            ["controller-uid"] = uid,
            ["job-name"] = name,
        };
        var job = cluster.Create(ApiKinds.Jobs, Job(cron, name, uid, labels, at));
        cluster.Events.Normal(cron, Source, "SuccessfulCreate", $"Created job {name}");
        cluster.Update(ApiKinds.CronJobs, key, json => json["status"] = new JsonObject
        {
            ["active"] = new JsonArray(new JsonObject
            {
                ["kind"] = "Job",
                ["namespace"] = job.Namespace,
                ["name"] = name,
                ["uid"] = uid,
                ["apiVersion"] = "batch/v1",
                ["resourceVersion"] = job.Version.ToString(CultureInfo.InvariantCulture),
            }),
            ["lastScheduleTime"] = Times.Seconds(at),
        });
        ClearAway(cron);
        Start(cron);
    }

    private static JsonObject Job(StoredObject cron, string name, string uid, JsonObject labels, DateTimeOffset at)
    {
        var template = ((JsonObject)cron.Json.At("spec", "jobTemplate", "spec", "template")!).Copy();
        var own = template.Child("metadata").Child("labels");
        foreach (var (key, value) in labels)
            own[key] = value?.DeepClone();
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = cron.Namespace,
                ["uid"] = uid,
                ["labels"] = labels,
                ["annotations"] = new JsonObject { ["batch.kubernetes.io/cronjob-scheduled-timestamp"] = Times.Seconds(at) },
                ["ownerReferences"] = Objects.OwnedBy(cron),
            },
            ["spec"] = new JsonObject
            {
                ["parallelism"] = 1,
                ["completions"] = 1,
                ["backoffLimit"] = 6,
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } },
                ["completionMode"] = "NonIndexed",
                ["suspend"] = false,
                ["template"] = template,
            },
            ["status"] = new JsonObject(),
        };
    }

    private void ClearAway(StoredObject cron)
    {
        var limit = cron.Json.Number("spec", "successfulJobsHistoryLimit") ?? 3;
        var old = cluster.Owned(ApiKinds.Jobs, cron.Uid)
            .Where(job => Objects.Condition(job.Json, "Complete") is not null)
            .OrderByDescending(job => job.Json.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .Skip(limit);
        foreach (var job in old)
        {
            foreach (var pod in cluster.Owned(ApiKinds.Pods, job.Uid))
                cluster.Kubelet.Forget(pod.Key);
            cluster.Store.Remove(ApiKinds.Jobs, job.Key);
            cluster.Events.Normal(cron, Source, "SuccessfulDelete", $"Deleted job {job.Name}");
        }
    }
}
