using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Most pods are deleted one after the other, as when nodes are changed, and their successors read the configuration anew.</summary>
internal sealed class RotateStep(Scene scene, StepSeed seed) : IStep
{
    public void Do()
    {
        var pods = scene.Cluster.Kubelet.Runs.Where(IsMine).OrderBy(run => run.Key, StringComparer.Ordinal).ToList();
        var count = Math.Clamp((int)Math.Round(pods.Count * seed.Share), 1, Math.Max(1, pods.Count - 1));
        for (var i = 0; i < Math.Min(count, pods.Count); i++)
        {
            var key = pods[i].Key;
            scene.Cluster.Agenda.After(TimeSpan.FromSeconds(seed.Over * i / Math.Max(1, count - 1)), () => scene.Cluster.Kubelet.Terminate(key));
        }
    }

    public void Undo()
    {
        // The successors are there; what does not run is replaced after all steps.
    }

    private bool IsMine(PodRun run) => run.Namespace == scene.Namespace && run.App == scene.Name && !run.Terminating;
}
