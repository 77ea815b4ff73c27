using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>Readiness probes that fail on purpose. Every 5 s, and three failures make a container unready, as the shop's people set it.</summary>
internal sealed class ReadinessProbes(SimCluster cluster, PodLife pods)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Namespace, string App), string> _failing = [];

    /// <summary>Lets the probes of all pods of a workload fail, also of those that come.</summary>
    public void Fail(string @namespace, string app, string words)
    {
        _failing[(@namespace, app)] = words;
        foreach (var run in pods.Runs.Where(run => run.Namespace == @namespace && run.App == app && !run.Terminating).ToList())
        {
            foreach (var container in run.Containers.Where(container => container.Ready))
                pods.After(run, cluster.Dice.Seconds(0, Period.TotalSeconds), () => Failed(run, container, failures: 1));
        }
    }

    /// <summary>Lets them pass again, at their next turn.</summary>
    public void Pass(string @namespace, string app) => _failing.Remove((@namespace, app));

    /// <summary>A container passes its probe, or tries again later.</summary>
    public void Try(PodRun run, ContainerRun container)
    {
        if (!container.Runs)
            return;
        if (_failing.ContainsKey((run.Namespace, run.App)))
        {
            Failed(run, container, failures: 3);
            return;
        }

        container.Ready = true;
        pods.Write(run, cluster.Dice.Seconds(0.02, 0.2));
    }

    private void Failed(PodRun run, ContainerRun container, int failures)
    {
        if (!container.Runs || !_failing.TryGetValue((run.Namespace, run.App), out var words))
        {
            Try(run, container);
            return;
        }

        if (cluster.Store.Find(ApiKinds.Pods, run.Key) is { } pod)
            cluster.Events.Warning(pod, "kubelet", "Unhealthy", $"Readiness probe failed: {words}", container.Name, run.Node.Name);
        if (failures >= 3 && container.Ready)
        {
            container.Ready = false;
            pods.Write(run, cluster.Dice.Seconds(0.02, 0.2));
        }

        pods.After(run, Period, () => Failed(run, container, failures + 1));
    }
}
