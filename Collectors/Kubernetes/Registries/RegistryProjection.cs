using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>Says how each registry serves the cluster, and whom it throttles: the samples of <see cref="Known.Registry"/>.</summary>
public sealed class RegistryProjection : IClusterProjection
{
    private const int MostRows = 24;

    public string Name => "registry";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        if (!known(Streams.Pods))
            return [];
        var told = new List<(Resource, IReadOnlyList<Sample>)>();
        var workloads = new Dictionary<Resource, (HashSet<PodEntry> Pods, SortedSet<string> Hosts)>();
        foreach (var (host, tally) in PullBook.Of(state, now).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var resource = state.Cluster.Sibling(Kinds.Registry, host);
            var samples = new SampleList(state, resource, now);
            Pods(samples, state, host, tally);
            if (known(Streams.Events))
                Pulls(samples, tally);
            told.Add((resource, samples.All));
            if (tally.Throttled.Count == 0)
                continue;
            foreach (var pod in tally.Throttled.Select(pull => pull.Pod).Concat(tally.Starting).Where(pod => pod.Workload is not null))
            {
                var workload = pod.Workload!.Resource;
                if (!workloads.TryGetValue(workload, out var one))
                    workloads[workload] = one = ([], new SortedSet<string>(StringComparer.Ordinal));
                one.Pods.Add(pod);
                one.Hosts.Add(host);
            }
        }

        foreach (var (workload, (pods, hosts)) in workloads)
        {
            var samples = new SampleList(state, workload, now);
            samples.Add(Known.Registry.WorkloadPods, pods.Count, samples.Words().Add("registries", string.Join('\n', hosts)));
            told.Add((workload, samples.All));
        }

        return told;
    }

    private static void Pods(SampleList samples, ClusterState state, string host, RegistryTally tally)
    {
        var pods = tally.Throttled.Select(pull => pull.Pod).Distinct().ToList();
        samples.Add(Known.Registry.ThrottledPods, pods.Count, pods.Count == 0 ? null : Words(samples, state, host, tally));
        samples.Add(Known.Registry.KubeletLimited, tally.HeldBack.Count, samples.Words().Add("nodes", tally.HeldBack.Select(pod => pod.Pod.Spec.NodeName).Distinct(StringComparer.Ordinal).Count()));
        samples.Add(Known.Registry.YoungPods, tally.YoungPods, samples.Words().Add("workloads", tally.YoungWorkloads.Count));
    }

    private static void Pulls(SampleList samples, RegistryTally tally)
    {
        samples.Add(Known.Registry.ThrottledImages, tally.ThrottledImages.Count, samples.Words().Names("names", tally.ThrottledImages));
        samples.Add(Known.Registry.ImagesBoth, tally.ThrottledImages.Count(tally.PulledImages.Contains));
        samples.Add(Known.Registry.Attempts, tally.Attempts, samples.Words().Add("throttled", tally.Refused).Add("succeeded", tally.Succeeded));
        samples.Add(Known.Registry.ThrottledRatio, tally.Attempts == 0 ? null : tally.Refused / (double)tally.Attempts);
        samples.Add(Known.Registry.InFlight, tally.InFlight);
        samples.Add(Known.Registry.PullTime, RegistryTally.Most(tally.PullSeconds));
        samples.Add(Known.Registry.QueueTime, RegistryTally.Most(tally.QueueSeconds));
    }

    private static Details Words(SampleList samples, ClusterState state, string host, RegistryTally tally)
    {
        var groups = tally.Throttled.GroupBy(pull => (Owner(pull), pull.Failure.Image))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Item1, StringComparer.Ordinal).ThenBy(group => group.Key.Image, StringComparer.Ordinal).ToList();
        var first = groups[0].OrderBy(pull => pull.Failure.Since).ThenBy(pull => pull.Pod.Name, StringComparer.Ordinal).First();
        var image = ImageReference.Parse($"{host}/x");
        return samples.Words()
            .Add("nodes", tally.Throttled.Select(pull => pull.Pod.Pod.Spec.NodeName).Distinct(StringComparer.Ordinal).Count())
            .Add("workloads", tally.Throttled.Select(Owner).Distinct(StringComparer.Ordinal).Count())
            .Add("since", tally.Throttled.Min(pull => pull.Failure.Since))
            .Add("message", first.Failure.Message)
            .Add("pod", first.Pod.Name)
            .Add("namespace", first.Pod.Pod.Metadata.Namespace)
            .Add("workload", first.Pod.Workload?.Resource.Name)
            .Add("kind", first.Pod.Workload?.Resource.Kind)
            .Add("nodegroup", state.Node(first.Pod.Pod.Spec.NodeName)?.Metadata.Labels.GetValueOrDefault("eks.amazonaws.com/nodegroup"))
            .Add("account", image.Account)
            .Add("ecrRegion", image.Region)
            .Add("table", string.Join('\n', groups.Take(MostRows).Select(group => string.Join('|', group.Key.Item1, group.Select(pull => pull.Pod).Distinct().Count().ToString(CultureInfo.InvariantCulture), group.Key.Image.Replace('|', '/')))));
    }

    private static string Owner(FailingPull pull) => $"{pull.Pod.Pod.Metadata.Namespace}/{pull.Pod.Workload?.Resource.Name ?? pull.Pod.Name}";
}
