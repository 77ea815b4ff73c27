using ApnaKart.Watch.Collectors.Sandbox.Kubelet;
using ApnaKart.Watch.Collectors.Sandbox.Life;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>One variant of an outage, from its first step until everything is well again. Called under the cluster's gate.</summary>
internal sealed class OutagePlay
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly Scene _scene;
    private readonly IReadOnlyList<(IStep Step, StepSeed Seed)> _steps;
    private bool _stopped;

    public OutagePlay(SimCluster cluster, VariantSeed variant)
    {
        _scene = new Scene(cluster, variant.Workload);
        _steps = [.. variant.Steps.Select(seed => (Steps.Of(_scene, seed), seed))];
    }

    private IEnumerable<string> Holds => _steps.Where(s => s.Seed.ConfigMap.Length > 0)
        .Select(s => $"{_scene.Namespace}/{s.Seed.ConfigMap}")
        .Concat(_steps.SelectMany(s => s.Seed.Targets))
        .Append(_scene.Workload);

    public void Start()
    {
        _scene.Cluster.Held.UnionWith(Holds);
        foreach (var (step, seed) in _steps)
        {
            _scene.Cluster.Agenda.After(TimeSpan.FromSeconds(seed.At), () =>
            {
                if (!_stopped)
                    step.Do();
            });
        }
    }

    public void Stop()
    {
        _stopped = true;
        foreach (var (step, _) in _steps.Reverse())
            step.Undo();
        _scene.Cluster.Agenda.After(TimeSpan.FromSeconds(1), ReplaceUntilWell);
    }

    /// <summary>Replaces pods that would wait out a long back-off, until none is left; then ordinary life may touch the workload again.</summary>
    private void ReplaceUntilWell()
    {
        foreach (var run in _scene.Cluster.Kubelet.Runs.Where(IsDown).ToList())
            _scene.Cluster.Kubelet.Terminate(run.Key);
        var item = _scene.Cluster.Store.Find(Api.ApiKinds.Deployments, _scene.Workload);
        if (item is null || Settled.IsSettled(item))
            _scene.Cluster.Held.ExceptWith(Holds);
        else
            _scene.Cluster.Agenda.After(Look, ReplaceUntilWell);
    }

    private bool IsDown(PodRun run) => run.Namespace == _scene.Namespace && run.App == _scene.Name && !run.Terminating
        && run.Containers.Any(c => !c.Runs && (c.Crashes > 1 || c.State.Text("waiting", "reason") is not (null or "ContainerCreating")));
}
