using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>The registry throttles whoever asks, whatever the image.</summary>
internal sealed class ThrottleStep(Scene scene) : IStep
{
    private static readonly TimeSpan LastPulls = TimeSpan.FromSeconds(6);

    private string? _host;

    public void Do()
    {
        if (scene.Cluster.Store.Find(ApiKinds.Deployments, scene.Workload) is not { } item)
            return;
        _host = Upgrades.ImageOf(item).Host;
        scene.Cluster.Registry.Throttle(_host, true);
    }

    /// <summary>Serves again, and replaces the pods that would wait out a long pause, also those of pulls that are just being refused.</summary>
    public void Undo()
    {
        if (_host is null)
            return;
        scene.Cluster.Registry.Throttle(_host, false);
        _host = null;
        Replace();
        scene.Cluster.Agenda.After(LastPulls, Replace);
    }

    private void Replace()
    {
        foreach (var run in scene.Cluster.Kubelet.Runs.Where(Waits).ToList())
            scene.Cluster.Kubelet.Terminate(run.Key);
    }

    private static bool Waits(PodRun run) => !run.Terminating
        && run.Containers.Any(container => container.FailedPulls > 0 && container.State.Text("waiting", "message")?.Contains("429", StringComparison.Ordinal) == true);
}

/// <summary>Several Deployments get a new image at once, each of which exists.</summary>
internal sealed class ReleaseStep : IStep
{
    private readonly Scene _scene;
    private readonly StepSeed _seed;

    /// <exception cref="Estate.SandboxSeedException">A target is no Deployment of the shop.</exception>
    public ReleaseStep(Scene scene, StepSeed seed)
    {
        (_scene, _seed) = (scene, seed);
        if (seed.Targets.FirstOrDefault(target => scene.Cluster.Estate.Workloads.All(workload => $"{workload.Namespace}/{workload.Name}" != target || workload.Kind != "Deployment")) is { } unknown)
            throw new Estate.SandboxSeedException($"outages.yaml: release names the unknown Deployment '{unknown}'");
    }

    public void Do()
    {
        foreach (var target in _seed.Targets)
        {
            if (_scene.Cluster.Store.Find(ApiKinds.Deployments, target) is not { } item)
                continue;
            var next = Upgrades.NextImage(item);
            _scene.Cluster.Registry.Publish(next);
            Upgrades.SetImage(_scene.Cluster, ApiKinds.Deployments, target, next, "helm");
        }
    }

    public void Undo()
    {
        // The images exist: they run as soon as the registry serves them.
    }
}
