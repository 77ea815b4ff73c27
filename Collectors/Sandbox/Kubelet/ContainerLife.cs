using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>One container from its image to its end and back, with the delays that a real kubelet was seen to have.</summary>
internal sealed class ContainerLife(SimCluster cluster, PodLife pods)
{
    private const string Source = "kubelet";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    private readonly ImagePulls _pulls = new(cluster, pods);

    public void Start(PodRun run, ContainerRun container) => _pulls.Ensure(run, container, () => Create(run, container));

    /// <summary>Ends a running container by itself, as a program does that has had enough.</summary>
    public void Exit(PodRun run, ContainerRun container, int code, string? message)
    {
        if (cluster.Now - container.RunningSince > LongEnough)
            container.Crashes = 0;
        container.End(code, code == 0 ? "Completed" : "Error", message, cluster.Now);
        if (!run.RestartsAlways)
        {
            if (run.Containers.All(c => c.State["terminated"] is not null))
                run.Phase = run.Containers.All(c => c.State.Number("terminated", "exitCode") == 0) ? "Succeeded" : "Failed";
            pods.Write(run, cluster.Dice.Seconds(0.4, 1.0));
            return;
        }

        container.Crashes++;
        pods.After(run, cluster.Dice.Seconds(0.4, 0.6), () => pods.WriteNow(run));
        if (container.Crashes == 1)
            pods.After(run, cluster.Dice.Seconds(0.7, 1.0), () => Start(run, container));
        else
            BackOff(run, container);
    }

    private void Create(PodRun run, ContainerRun container)
    {
        var config = ContainerConfig.Of(cluster, run, container);
        if (config.Error is not null)
        {
            Say(run, container, warning: true, "Failed", $"Error: {config.Error}");
            container.Wait("CreateContainerConfigError", config.Error);
            pods.Write(run, cluster.Dice.Seconds(0.4, 0.8));
            pods.After(run, cluster.Dice.Seconds(10, 14), () => Start(run, container));
            return;
        }

        Say(run, container, warning: false, "Created", $"Created container: {container.Name}");
        Say(run, container, warning: false, "Started", $"Started container {container.Name}");
        container.Run(cluster.Now, cluster.Dice.Hex(64));
        var program = Programs.Of(cluster, run);
        if (program.LastWords(config, cluster.Now) is { } words)
        {
            pods.After(run, cluster.Dice.Seconds(0.2, 0.7), () => Exit(run, container, 1, words));
            return;
        }

        pods.Write(run, cluster.Dice.Seconds(0.5, 1.0));
        if (program.Runs is { } length)
        {
            pods.After(run, TimeSpan.FromMilliseconds(300), () => pods.Probes.Try(run, container));
            pods.After(run, cluster.Dice.Seconds(length.From, length.To), () => Exit(run, container, 0, null));
            return;
        }

        pods.After(run, cluster.Dice.Seconds(program.Ready.From, program.Ready.To), () => pods.Probes.Try(run, container));
    }

    /// <summary>10 s, doubled with each crash up to 5 min. The status says so only some seconds after the crash.</summary>
    private void BackOff(PodRun run, ContainerRun container)
    {
        var seconds = Math.Min(10 * Math.Pow(2, container.Crashes - 2), 300);
        var message = $"back-off {Length(seconds)} restarting failed container={container.Name} pod={run.Name}_{run.Namespace}({run.Uid})";
        var restart = TimeSpan.FromSeconds(seconds) + cluster.Dice.Seconds(1, 5);
        pods.After(run, cluster.Dice.Seconds(2.5, container.Crashes == 2 ? 9 : 5), () =>
        {
            container.Wait("CrashLoopBackOff", message);
            pods.WriteNow(run);
        });
        for (var at = TimeSpan.FromSeconds(1); at < restart; at += cluster.Dice.Seconds(10.5, 14))
        {
            pods.After(run, at, () => Say(run, container, warning: true, "BackOff",
                $"Back-off restarting failed container {container.Name} in pod {run.Name}_{run.Namespace}({run.Uid})"));
        }

        pods.After(run, restart, () => Start(run, container));
    }

    private void Say(PodRun run, ContainerRun container, bool warning, string reason, string message)
    {
        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is not { } pod)
            return;
        if (warning)
            cluster.Events.Warning(pod, Source, reason, message, container.Name, run.Node.Name);
        else
            cluster.Events.Normal(pod, Source, reason, message, container.Name, run.Node.Name);
    }

    // As Go writes a duration: 10s, 40s, 1m20s, 5m0s.
    private static string Length(double seconds) => seconds < 60 ? $"{seconds:0}s" : $"{(int)seconds / 60}m{seconds % 60:0}s";
}
