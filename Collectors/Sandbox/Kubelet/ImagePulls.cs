using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>Brings images to nodes, and tries again after 10 s, doubled up to 5 min, when that fails.</summary>
internal sealed class ImagePulls(SimCluster cluster, PodLife pods)
{
    /// <summary>Calls <paramref name="then"/> once the node has the image.</summary>
    public void Ensure(PodRun run, ContainerRun container, Action then)
    {
        var image = container.Image;
        if (run.Node.Images.Contains(image))
        {
            Say(run, container, "Pulled", $"Container image \"{image}\" already present on machine");
            then();
            return;
        }

        Say(run, container, "Pulling", $"Pulling image \"{image}\"");
        var pull = cluster.Registry.Pull(image, run.Node, container.FailedPulls);
        pods.After(run, pull.Took, () =>
        {
            if (pull.Error is not null)
            {
                Fail(run, container, pull.Error, then);
                return;
            }

            run.Node.Images.Add(image);
            container.FailedPulls = 0;
            var took = Length(pull.Took);
            Say(run, container, "Pulled", $"Successfully pulled image \"{image}\" in {took} ({took} including waiting). Image size: {ImageRegistry.SizeOf(image)} bytes.");
            then();
        });
    }

    private void Fail(PodRun run, ContainerRun container, string error, Action then)
    {
        var image = container.Image;
        container.FailedPulls++;
        Warn(run, container, $"Failed to pull image \"{image}\": {error}");
        Warn(run, container, "Error: ErrImagePull");
        container.Wait("ErrImagePull", error);
        pods.Write(run, cluster.Dice.Seconds(0.1, 0.9));
        var seconds = Math.Min(10 * Math.Pow(2, container.FailedPulls - 1), 300);
        var retry = TimeSpan.FromSeconds(seconds) + cluster.Dice.Seconds(2, 4);
        pods.After(run, cluster.Dice.Seconds(0.5, 1.0), () => SayBackOff(run, container));
        pods.After(run, cluster.Dice.Seconds(10.8, 11.8), () =>
        {
            container.Wait("ImagePullBackOff", $"Back-off pulling image \"{image}\": ErrImagePull: {error}");
            pods.WriteNow(run);
        });
        for (var at = cluster.Dice.Seconds(12, 14); at < retry - TimeSpan.FromSeconds(2); at += cluster.Dice.Seconds(11, 15))
            pods.After(run, at, () => SayBackOff(run, container));
        pods.After(run, retry, () => Ensure(run, container, then));
    }

    private void SayBackOff(PodRun run, ContainerRun container)
    {
        Say(run, container, "BackOff", $"Back-off pulling image \"{container.Image}\"");
        Warn(run, container, "Error: ImagePullBackOff");
    }

    private void Say(PodRun run, ContainerRun container, string reason, string message)
    {
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is { } pod)
            cluster.Events.Normal(pod, "kubelet", reason, message, container.Name, run.Node.Name);
    }

    private void Warn(PodRun run, ContainerRun container, string message)
    {
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is { } pod)
            cluster.Events.Warning(pod, "kubelet", "Failed", message, container.Name, run.Node.Name);
    }

    private static string Length(TimeSpan took) =>
        took.TotalSeconds < 1 ? $"{took.TotalMilliseconds:0}ms" : $"{took.TotalSeconds:0.000}s";
}
