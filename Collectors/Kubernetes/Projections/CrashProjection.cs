using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Says which pods of a workload crash again and again, and all that is known of why.</summary>
public static class CrashProjection
{
    /// <summary>The samples of <see cref="Known.Crash"/>; none for Jobs. While nothing crashes there are only the count and what is read.</summary>
    public static IReadOnlyList<Sample> Project(ClusterState state, Workload workload, Moment now)
    {
        if (workload.IsJob)
            return [];
        var reads = Reads(state, workload, now);
        var containers = Crashing.Of(state, workload, now);
        if (containers.Count == 0)
            return [new Sample(Known.Crash.LoopingPods, workload.Resource, now.Wall, 0), reads];
        var picture = new CrashPicture(state, workload, containers, now);
        return
        [
            Looping(picture),
            reads,
            Missing(picture),
            .. CrashConfigEvidence.Of(picture),
            .. CrashEndEvidence.Of(picture),
        ];
    }

    private static Sample Looping(CrashPicture picture)
    {
        var worst = picture.Worst;
        var end = worst.Ends.Count > 0 ? worst.Ends[^1] : null;
        var words = picture.Words()
            .Add("pod", worst.Pod.Name)
            .Add("container", worst.Status.Name)
            .Add("reason", worst.Reason)
            .Add("message", end is { Message.Length: > 0 } ? end.Message : worst.Ends.Count == 0 ? worst.Message : null)
            .Add("restarts", worst.Status.RestartCount)
            .Add("firstCrash", picture.First)
            .Add("node", worst.Pod.Pod.Spec.NodeName)
            .Names("pods", picture.Pods.Select(pod => pod.Name));
        if (end is not null)
            words.Add("exitCode", end.ExitCode);
        return picture.Sample(Known.Crash.LoopingPods, picture.Pods.Count, words);
    }

    private static Sample Missing(CrashPicture picture)
    {
        foreach (var container in picture.Containers.Where(container => container.Ends.Count == 0))
        {
            if (MissingConfig.In(container.Message) is { } missing)
                return picture.Flag(Known.Crash.MissingReference, true, picture.Words().Add("configmap", missing.ConfigMap).Add("key", missing.Key).Add("message", missing.Message));
        }

        return picture.Flag(Known.Crash.MissingReference, false);
    }

    private static Sample Reads(ClusterState state, Workload workload, Moment now)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pod in workload.Pods)
        {
            foreach (var key in pod.ConfigMapKeys)
                names.Add(key.Name);
        }

        if (workload.Pods.Count == 0 && workload.Spec is { } spec)
            names.UnionWith(ConfigReferences.Of(spec.Template.Spec).Select(use => use.Name));
        return new Sample(Known.Crash.ReadsConfigMap, workload.Resource, now.Wall, names.Count > 0 ? 1 : 0, new Details(state.Clean).Names("configmaps", names).Done());
    }
}
