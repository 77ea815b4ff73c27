using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>The registry answers otherwise for the workload's own repository; other repositories are served as before.</summary>
internal sealed class RegistryStep : IStep
{
    private readonly Scene _scene;
    private readonly RegistryAnswer _answer;
    private string? _repository;

    public RegistryStep(Scene scene, StepSeed seed)
    {
        if (!Enum.TryParse(seed.Answer, ignoreCase: true, out RegistryAnswer answer))
            throw new Estate.SandboxSeedException($"outages.yaml: unknown answer '{seed.Answer}' of a registry");
        (_scene, _answer) = (scene, answer);
    }

    public void Do()
    {
        if (_scene.Cluster.Store.Find(ApiKinds.Deployments, _scene.Workload) is not { } item)
            return;
        _repository = Upgrades.ImageOf(item).Repository;
        _scene.Cluster.Registry.Answer(_repository, _answer);
    }

    public void Undo()
    {
        if (_repository is not null)
            _scene.Cluster.Registry.Answer(_repository, RegistryAnswer.Serves);
        _repository = null;
    }
}
