using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>What the kubelets of a cluster do with pods as a whole: take them in, write their status, end them.</summary>
internal sealed class PodLife
{
    private readonly Dictionary<string, PodRun> _runs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwritten = new(StringComparer.Ordinal);
    private readonly SimCluster _cluster;
    private readonly ContainerLife _containers;

    public PodLife(SimCluster cluster)
    {
        _cluster = cluster;
        _containers = new ContainerLife(cluster, this);
        Probes = new ReadinessProbes(cluster, this);
    }

    public IReadOnlyCollection<PodRun> Runs => _runs.Values;

    public ReadinessProbes Probes { get; }

    public void Admit(StoredObject pod)
    {
        var run = new PodRun(pod, _cluster.Nodes.Get(pod.Field("spec.nodeName")), _cluster.Now);
        _runs[pod.Key] = run;
        run.Set("PodReadyToStartContainers", false, _cluster.Now);
        run.Set("Initialized", true, _cluster.Now);
        Judge(run);
        run.Set("PodScheduled", true, _cluster.Now);
        Write(run, _cluster.Dice.Seconds(0.02, 0.1));
        After(run, _cluster.Dice.Seconds(0.4, 0.9), () =>
        {
            run.Address = run.Spec.At("hostNetwork")?.GetValue<bool>() == true ? run.Node.Address : run.Node.NextPodAddress();
            run.Set("PodReadyToStartContainers", true, _cluster.Now);
            foreach (var container in run.Containers)
                _containers.Start(run, container);
        });
    }

    /// <summary>Does something later, unless the pod is on its way out by then. It waits for a kubelet that does not run.</summary>
    public void After(PodRun run, TimeSpan delay, Action action)
    {
        var epoch = run.Epoch;
        _cluster.Agenda.After(delay, Act);

        void Act()
        {
            if (run.Epoch != epoch)
                return;
            if (run.Node.Down)
                run.Node.Defer(Act);
            else
                action();
        }
    }

    /// <summary>Writes the pod's status after a while, as it is then. One write at a time waits.</summary>
    public void Write(PodRun run, TimeSpan delay)
    {
        if (!_unwritten.Add(run.Uid))
            return;
        _cluster.Agenda.After(delay, () =>
        {
            _unwritten.Remove(run.Uid);
            WriteNow(run);
        });
    }

    public void WriteNow(PodRun run)
    {
        if (run.Node.Down || !IsCurrent(run))
            return;
        Judge(run);
        WriteAsIs(run);
    }

    /// <summary>Writes conditions that a controller has set, without asking the kubelet.</summary>
    public void WriteAsIs(PodRun run)
    {
        if (IsCurrent(run))
            _cluster.Update(ApiKinds.Pods, run.Key, json => json["status"] = run.Status());
    }

    /// <summary>Deletes a pod gracefully: it is marked, its containers stop, then it is gone.</summary>
    public void Terminate(string key)
    {
        if (_cluster.Store.Find(ApiKinds.Pods, key) is not { } pod || pod.IsTerminating())
            return;
        if (!_runs.TryGetValue(key, out var run))
        {
            _cluster.Store.Remove(ApiKinds.Pods, key);
            return;
        }

        var grace = run.Spec.Number("terminationGracePeriodSeconds") ?? 30;
        run.Epoch++;
        run.Terminating = true;
        _cluster.Update(ApiKinds.Pods, key, json =>
        {
            var meta = json.Child("metadata");
            meta["deletionTimestamp"] = Times.Seconds(_cluster.Now.AddSeconds(grace));
            meta["deletionGracePeriodSeconds"] = grace;
        });
        foreach (var container in run.Containers.Where(c => c.Runs && !run.Node.Down))
            _cluster.Events.Normal(pod, "kubelet", "Killing", $"Stopping container {container.Name}", container.Name, run.Node.Name);
        After(run, _cluster.Dice.Seconds(0.3, 1.6), () =>
        {
            End(run);
            WriteNow(run);
            _cluster.Agenda.After(_cluster.Dice.Seconds(0.2, 0.5), () => Forget(key));
        });
    }

    /// <summary>Lets a running program end by itself with exit code 0.</summary>
    public void Recycle(PodRun run, ContainerRun container) => _containers.Exit(run, container, 0, null);

    /// <summary>Takes a pod away at once.</summary>
    public void Forget(string key)
    {
        if (_runs.Remove(key, out var run))
            run.Epoch++;
        _cluster.Store.Remove(ApiKinds.Pods, key);
    }

    private bool IsCurrent(PodRun run) => _runs.TryGetValue(run.Key, out var current) && current == run;

    private void End(PodRun run)
    {
        foreach (var container in run.Containers)
        {
            if (container.Runs)
                container.End(0, "Completed", null, _cluster.Now);
            else if (container.State["waiting"] is not null)
                container.Vanish();
        }

        run.Phase = run.Containers.All(c => c.State.Number("terminated", "exitCode") == 0) ? "Succeeded" : "Failed";
        run.Set("PodReadyToStartContainers", false, _cluster.Now);
    }

    private void Judge(PodRun run)
    {
        if (run.Phase == "Succeeded")
        {
            run.Set("Initialized", true, _cluster.Now, "PodCompleted");
            run.Set("Ready", false, _cluster.Now, "PodCompleted");
            run.Set("ContainersReady", false, _cluster.Now, "PodCompleted");
            return;
        }

        if (run.Phase == "Pending" && run.Containers.All(c => c.EverRan))
            run.Phase = "Running";
        var unready = run.Containers.Where(c => !c.Ready).Select(c => c.Name).ToList();
        var reason = unready.Count == 0 ? null : "ContainersNotReady";
        var message = unready.Count == 0 ? null : $"containers with unready status: [{string.Join(' ', unready)}]";
        run.Set("Ready", unready.Count == 0, _cluster.Now, reason, message);
        run.Set("ContainersReady", unready.Count == 0, _cluster.Now, reason, message);
    }
}
