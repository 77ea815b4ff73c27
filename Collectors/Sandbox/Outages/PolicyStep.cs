using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Somebody applies a NetworkPolicy in the workload's namespace. Nothing here carries packets: what it forbids can only be read from it.</summary>
internal sealed class PolicyStep : IStep
{
    private readonly Scene _scene;
    private readonly StepSeed _seed;

    /// <exception cref="SandboxSeedException">The policy cannot be read.</exception>
    public PolicyStep(Scene scene, StepSeed seed)
    {
        (_scene, _seed) = (scene, seed);
        _ = NetworkObjects.Spec(seed.Policy, seed.Value ?? "");
    }

    public void Do() => _scene.Cluster.Create(ApiKinds.NetworkPolicies,
        NetworkObjects.Policy(_scene.Cluster, _scene.Namespace, _seed.Policy, _seed.Value!, ConfigMapObjects.Apply));

    public void Undo() => _scene.Cluster.Store.Remove(ApiKinds.NetworkPolicies, StoredObject.KeyOf(_scene.Namespace, _seed.Policy));
}
