using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>What is said of a group from the pods that were on its nodes, or find none.</summary>
internal static class PodSamples
{
    public static void Lost(SampleList samples, LostPods lost)
    {
        samples.Add(Known.NodeGroup.PodsAffected, lost.Affected, samples.Words()
            .Names("workloads", lost.Workloads.Keys.Where(workload => workload.Kind != Kinds.DaemonSet).Select(workload => $"{workload.Namespace}/{workload.Name}"))
            .Add("namespace", lost.Hanging?.Pod.Metadata.Namespace)
            .Add("pod", lost.Hanging?.Name));
        if (lost.Affected == 0)
            return;
        samples.Add(Known.NodeGroup.PodsLost, lost.Lost / (double)lost.Affected);
        samples.Add(Known.NodeGroup.Rescheduled, lost.Replaced / (double)lost.Affected);
    }

    public static void Waiting(SampleList samples, IReadOnlyList<WaitingPod> waiting, ClusterState state)
    {
        if (waiting.Count == 0)
        {
            samples.Add(Known.NodeGroup.Unschedulable, 0);
            samples.Add(Known.NodeGroup.UnschedulableRatio, 0);
            return;
        }

        var first = waiting.OrderBy(one => one.Since).ThenBy(one => one.Pod.Name, StringComparer.Ordinal).First();
        samples.Add(Known.NodeGroup.Unschedulable, waiting.Count, samples.Words()
            .Add("reasons", Tallies.Of(waiting.SelectMany(one => one.Refusals.Where(refusal => refusal.Room).Select(refusal => refusal.Reason).Distinct(StringComparer.Ordinal))))
            .Names("pods", waiting.Select(one => one.Pod.Name))
            .Add("namespace", first.Pod.Pod.Metadata.Namespace)
            .Add("pod", first.Pod.Name)
            .Add("since", first.Since)
            .Add("message", first.Message)
            .Add("refused", waiting.Select(one => one.Refused).FirstOrDefault(words => words is not null)));
        samples.Add(Known.NodeGroup.UnschedulableRatio, waiting.Count / (double)Math.Max(waiting.Count, WaitingPods.Total(state)));
    }

    /// <summary>The workloads with pods on nodes under pressure: the kubelets there throw pods out.</summary>
    public static IEnumerable<KeyValuePair<Resource, int>> OnPressed(IReadOnlyList<NodeView> nodes, ClusterState state) => nodes
        .Where(view => view.Word == NodeWord.Ready && NodeMarks.Troubles(view.Node).Count > 0)
        .SelectMany(view => state.PodsByNode[view.Name])
        .Where(pod => pod.Workload is { IsJob: false })
        .CountBy(pod => pod.Workload!.Resource);

    public static void Pressed(SampleList samples, IReadOnlyList<NodeView> nodes, ClusterState state)
    {
        var pressed = nodes.Where(view => view.Word is NodeWord.Ready or NodeWord.Bad)
            .Select(view => (View: view, Troubles: NodeMarks.Troubles(view.Node))).Where(one => one.Troubles.Count > 0).ToList();
        if (pressed.Count == 0)
        {
            samples.Add(Known.NodeGroup.Pressed, 0);
            return;
        }

        var first = pressed.OrderBy(one => one.Troubles.Min(trouble => trouble.LastTransitionTime)).ThenBy(one => one.View.Name, StringComparer.Ordinal).First();
        samples.Add(Known.NodeGroup.Pressed, pressed.Count, samples.Words()
            .Names("names", pressed.Select(one => one.View.Name))
            .Add("conditions", Tallies.Of(pressed.SelectMany(one => one.Troubles).Select(trouble => trouble.Type)))
            .Add("node", first.View.Name)
            .Add("instance", NodeMarks.Instance(first.View.Node))
            .Add("since", first.Troubles.Min(trouble => trouble.LastTransitionTime))
            .Add("evicted", pressed.Sum(one => state.PodsByNode[one.View.Name].Count(pod => pod.Pod.Status.Reason == "Evicted"))));
    }
}
