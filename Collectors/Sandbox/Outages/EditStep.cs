using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Somebody edits one key of a ConfigMap in place.</summary>
internal sealed class EditStep(Scene scene, StepSeed seed) : IStep
{
    private const string Manager = "kubectl-edit";

    private string? _before;

    public void Do() => _before = ConfigMapObjects.Set(scene.Cluster, scene.Namespace, seed.ConfigMap, seed.Key, seed.Value, Manager);

    public void Undo()
    {
        if (_before is not null)
            ConfigMapObjects.Set(scene.Cluster, scene.Namespace, seed.ConfigMap, seed.Key, _before, Manager);
        _before = null;
    }
}
