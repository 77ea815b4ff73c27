namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>What all pods of the workload lean on is gone: they run on, and their readiness probe fails.</summary>
internal sealed class UnreadyStep(Scene scene, StepSeed seed) : IStep
{
    public void Do() => scene.Cluster.Kubelet.Probes.Fail(scene.Namespace, scene.Name, seed.Value ?? "HTTP probe failed with statuscode: 503");

    public void Undo() => scene.Cluster.Kubelet.Probes.Pass(scene.Namespace, scene.Name);
}
