using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Runs the one pod of a Job and says when it is done.</summary>
internal sealed class JobController(SimCluster cluster) : IController
{
    private const string Source = "job-controller";

    public void Reconcile(StoredObject item)
    {
        if (Objects.Condition(item.Json, "Complete") is not null)
            return;
        var pods = cluster.Owned(ApiKinds.Pods, item.Uid);
        if (pods.Count == 0)
        {
            if (cluster.Admission.Refuses(item, Source))
                return;
            var name = $"{item.Name}-{cluster.Dice.Suffix()}";
            pods = [cluster.Create(ApiKinds.Pods, Objects.Pod(item, item.Json.At("spec", "template")!, name, $"{item.Name}-", [], cluster.Dice))];
            cluster.Events.Normal(item, Source, "SuccessfulCreate", $"Created pod: {name}");
        }

        var done = pods[0].Json.Text("status", "phase") == "Succeeded";
        if (done)
            cluster.Events.Normal(item, Source, "Completed", "Job completed");
        cluster.Update(ApiKinds.Jobs, item.Key, json => json["status"] = done ? Done(json) : Running(json, pods[0].IsReady() ? 1 : 0));
        if (done)
            SayDone(item);
    }

    private void SayDone(StoredObject job)
    {
        var owner = job.Json.Items("metadata", "ownerReferences").FirstOrDefault()?.Text("name");
        if (owner is not null && cluster.Store.Find(ApiKinds.CronJobs, job.Namespace, owner) is { } cron)
            cluster.Events.Normal(cron, "cronjob-controller", "SawCompletedJob", $"Saw completed job: {job.Name}, condition: Complete");
    }

    private JsonObject Running(JsonObject json, int ready) => new()
    {
        ["startTime"] = json.Text("status", "startTime") ?? Times.Seconds(cluster.Now),
        ["active"] = 1,
        ["terminating"] = 0,
        ["uncountedTerminatedPods"] = new JsonObject(),
        ["ready"] = ready,
    };

    private JsonObject Done(JsonObject json) => new()
    {
        ["conditions"] = new JsonArray(Condition("SuccessCriteriaMet"), Condition("Complete")),
        ["startTime"] = json.Text("status", "startTime"),
        ["completionTime"] = Times.Seconds(cluster.Now),
        ["succeeded"] = 1,
        ["terminating"] = 0,
        ["uncountedTerminatedPods"] = new JsonObject(),
        ["ready"] = 0,
    };

    private JsonObject Condition(string type) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastProbeTime"] = Times.Seconds(cluster.Now),
        ["lastTransitionTime"] = Times.Seconds(cluster.Now),
        ["reason"] = "CompletionsReached",
        ["message"] = "Reached expected number of succeeded pods",
    };
}
