using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.ControlPlane;

/// <summary>
/// The part of the API server that hands groups of the API on to others. It looks by itself whether they answer, so that it
/// goes on when the controllers stand still.
/// </summary>
internal sealed class Aggregator(SimCluster cluster)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly string[] Local = ["v1.", "v1.apps", "v1.batch", "v1.coordination.k8s.io", "v1.apiregistration.k8s.io", "v1.admissionregistration.k8s.io"];
    private const string Metrics = "v1beta1.metrics.k8s.io";

    public void Start()
    {
        foreach (var name in Local)
            Add(name, null);
        Add(Metrics, "metrics-server");
        Check();
    }

    private void Add(string name, string? service)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var spec = new JsonObject { ["group"] = name[(dot + 1)..], ["version"] = name[..dot], ["groupPriorityMinimum"] = service is null ? 17800 : 100, ["versionPriority"] = service is null ? 15 : 100 };
        if (service is not null)
        {
            spec["insecureSkipTLSVerify"] = true;
            spec["service"] = new JsonObject { ["name"] = service, ["namespace"] = "kube-system", ["port"] = 443 };
        }

        cluster.Create(ApiKinds.ApiServices, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = spec,
            ["status"] = new JsonObject { ["conditions"] = new JsonArray(service is null ? Say(true, "Local", "Local APIServices are always available", null) : Say(true, "Passed", "all checks passed", null)) },
        });
    }

    private void Check()
    {
        var answers = cluster.Store.Read(ApiKinds.Pods).Items.Any(pod => pod.Namespace == "kube-system" && pod.Labels.GetValueOrDefault("app") == "metrics-server" && pod.IsActive() && pod.IsReady());
        // While the controllers stand still the endpoints are old: they name addresses where nobody is.
        var (reason, message) = answers ? ("Passed", "all checks passed")
            : cluster.Plane.Stands(Plane.Controllers)
                ? ("FailedDiscoveryCheck", "failing or missing response from https://10.100.71.9:443/apis/metrics.k8s.io/v1beta1: Get \"https://10.100.71.9:443/apis/metrics.k8s.io/v1beta1\": dial tcp 10.100.71.9:443: connect: connection refused")
                : ("MissingEndpoints", "endpoints for service/metrics-server in \"kube-system\" have no addresses with port name \"https\"");
        cluster.Update(ApiKinds.ApiServices, Metrics, json =>
            json["status"] = new JsonObject { ["conditions"] = new JsonArray(Say(answers, reason, message, Objects.Condition(json, "Available"))) });
        cluster.Agenda.After(Look, Check);
    }

    private JsonObject Say(bool available, string reason, string message, JsonObject? before)
    {
        var status = available ? "True" : "False";
        return new JsonObject
        {
            ["type"] = "Available",
            ["status"] = status,
            ["lastTransitionTime"] = before?.Text("status") == status ? before.Text("lastTransitionTime") : Times.Seconds(cluster.Now),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
