using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Iam;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>The service account of the workload is made to name another role.</summary>
internal sealed class RoleStep(Scene scene, StepSeed seed) : IStep
{
    private string? _before;

    public void Do()
    {
        _before = scene.Cluster.Store.Find(ApiKinds.ServiceAccounts, scene.Workload)?.Json.Text("metadata", "annotations", SimulatedIam.Annotation);
        Name(SimulatedIam.ArnOf(seed.Value ?? ""));
    }

    public void Undo()
    {
        if (_before is not null)
            Name(_before);
        _before = null;
    }

    private void Name(string arn) => scene.Cluster.Update(ApiKinds.ServiceAccounts, scene.Workload, json => json.Child("metadata").Child("annotations")[SimulatedIam.Annotation] = arn);
}

/// <summary>The role of the workload loses a right.</summary>
internal sealed class DenyStep : IStep
{
    private readonly Scene _scene;
    private readonly string _action;
    private readonly string _role;

    /// <exception cref="Estate.SandboxSeedException">The workload has no role.</exception>
    public DenyStep(Scene scene, StepSeed seed)
    {
        _scene = scene;
        _action = seed.Value ?? "";
        _role = scene.Cluster.Estate.Workloads.FirstOrDefault(workload => $"{workload.Namespace}/{workload.Name}" == scene.Workload)?.Role ?? "";
        if (_role.Length == 0 || _action.Length == 0)
            throw new Estate.SandboxSeedException($"outages.yaml: deny needs an action, and {scene.Workload} a role");
    }

    public void Do() => _scene.Cluster.Iam.Deny(_role, _action);

    public void Undo() => _scene.Cluster.Iam.Deny(_role, null);
}
