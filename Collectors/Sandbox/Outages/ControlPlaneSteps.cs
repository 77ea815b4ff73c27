using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.ControlPlane;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>The API of the cluster meets a fault, for every request.</summary>
internal sealed class FaultStep : IStep
{
    private readonly Scene _scene;
    private readonly ApiFault _fault;
    private bool _done;

    public FaultStep(Scene scene, StepSeed seed)
    {
        if (!Enum.TryParse(seed.Answer, ignoreCase: true, out ApiFault fault) || !Enum.IsDefined(fault))
            throw new SandboxSeedException($"outages.yaml: unknown fault '{seed.Answer}' of an API");
        (_scene, _fault) = (scene, fault);
    }

    public void Do()
    {
        _done = true;
        _scene.Cluster.Faults.Set(_fault);
    }

    public void Undo()
    {
        if (_done)
            _scene.Cluster.Faults.Set(ApiFault.None);
        _done = false;
    }
}

/// <summary>A part of the control plane stands still: <c>store</c>, <c>controllers</c> or <c>scheduler</c>.</summary>
internal sealed class FreezeStep : IStep
{
    private readonly Plane _plane;
    private readonly string _part;

    public FreezeStep(Scene scene, StepSeed seed)
    {
        if (seed.Answer is not ("store" or "controllers" or "scheduler"))
            throw new SandboxSeedException($"outages.yaml: '{seed.Answer}' is no part that can be frozen");
        (_plane, _part) = (scene.Cluster.Plane, seed.Answer);
    }

    public void Do() => Set(true);

    public void Undo() => Set(false);

    private void Set(bool still)
    {
        if (_part == "store")
            _plane.StoreStands = still;
        else
            _plane.Freeze(_part == "controllers" ? Plane.Controllers : Plane.Scheduler, still);
    }
}

/// <summary>A webhook that asks for every pod loses all pods behind its service, and its failure policy is Fail.</summary>
internal sealed class WebhookStep(Scene scene) : IStep
{
    private static readonly BrokenWebhook Policy = new("pod-policy.apnakart.example", "check.pod-policy.apnakart.example", "policy-system/pod-policy");

    public void Do()
    {
        if (scene.Cluster.Store.Find(ApiKinds.ValidatingWebhooks, Policy.Configuration) is null)
            scene.Cluster.Create(ApiKinds.ValidatingWebhooks, Json());
        scene.Cluster.Plane.Webhook = Policy;
    }

    public void Undo()
    {
        scene.Cluster.Plane.Webhook = null;
        scene.Cluster.Store.Remove(ApiKinds.ValidatingWebhooks, Policy.Configuration);
    }

    private static JsonObject Json()
    {
        var service = Policy.Service.Split('/');
        var rule = new JsonObject
        {
            ["apiGroups"] = new JsonArray(""),
            ["apiVersions"] = new JsonArray("v1"),
            ["operations"] = new JsonArray("CREATE"),
            ["resources"] = new JsonArray("pods"),
            ["scope"] = "Namespaced",
        };
        var webhook = new JsonObject
        {
            ["name"] = Policy.Name,
            ["clientConfig"] = new JsonObject { ["service"] = new JsonObject { ["namespace"] = service[0], ["name"] = service[1], ["path"] = "/validate", ["port"] = 443 } },
            ["rules"] = new JsonArray(rule),
            ["failurePolicy"] = "Fail",
            ["sideEffects"] = "None",
            ["timeoutSeconds"] = 5,
            ["admissionReviewVersions"] = new JsonArray("v1"),
        };
        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = Policy.Configuration }, ["webhooks"] = new JsonArray(webhook) };
    }
}

/// <summary>All pods of another workload are lost at once, as with the nodes they ran on.</summary>
internal sealed class LoseStep(Scene scene, StepSeed seed) : IStep
{
    public void Do()
    {
        foreach (var run in scene.Cluster.Kubelet.Runs.Where(run => $"{run.Namespace}/{run.App}" == seed.Target && !run.Terminating).ToList())
            scene.Cluster.Kubelet.Terminate(run.Key);
    }

    public void Undo()
    {
        // Their owner replaces them as soon as it can.
    }
}
