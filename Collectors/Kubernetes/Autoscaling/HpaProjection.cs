using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>Autoscalers: their replicas against demand, whether they see, and whether their target follows.</summary>
public sealed class HpaProjection : IClusterProjection
{
    private static readonly TimeSpan New = TimeSpan.FromMinutes(2);

    /// <summary>Within this share of the target the controller does nothing, unless the cluster says otherwise.</summary>
    private const double Tolerance = 0.1;

    private readonly Dictionary<Resource, HpaMemory> _memory = [];

    public string Name => "hpa";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        if (!known(Streams.Hpas))
            return [];
        var told = new List<(Resource, IReadOnlyList<Sample>)>();
        var pool = new HpaPool(state, now);
        foreach (var hpa in state.Shelf<Hpa>().All)
        {
            var resource = state.Cluster.Sibling(Kinds.Hpa, hpa.Metadata.Name, hpa.Metadata.Namespace);
            if (!_memory.TryGetValue(resource, out var memory) || memory.Uid != hpa.Metadata.Uid)
                _memory[resource] = memory = new HpaMemory(hpa.Metadata.Uid);
            told.Add((resource, new One(state, pool, hpa, resource, memory, now, known).Samples()));
        }

        foreach (var gone in _memory.Keys.Except(told.Select(one => one.Item1)).ToList())
            _memory.Remove(gone);
        return told;
    }

    private sealed class One(ClusterState state, HpaPool pool, Hpa hpa, Resource resource, HpaMemory memory, Moment now, Func<string, bool> known)
    {
        private readonly List<Sample> _samples = [];
        private readonly HpaDemand _demand = HpaDemand.Of(hpa);

        public IReadOnlyList<Sample> Samples()
        {
            var words = HpaWords.Of(hpa, _demand);
            SayReplicas();
            SayBlindness(words);
            SayDemand(words is not null);
            var template = SayTarget();
            SayLints(template);
            if (hpa.Spec.Metrics.Any(metric => metric.Type is "Resource" or "ContainerResource"))
                _samples.AddRange(pool.Samples(resource));
            return _samples;
        }

        private void Add(Signal signal, double value, Details? details = null) => _samples.Add(new Sample(signal, resource, now.Wall, value, details?.Done()));

        private Details Words() => new(state.Clean);

        private void SayReplicas()
        {
            Add(Known.Hpa.Minimum, hpa.Spec.MinReplicas ?? 1);
            Add(Known.Hpa.Maximum, hpa.Spec.MaxReplicas);
            if (hpa.Status.Conditions.Count == 0)
                return;
            var (current, desired) = (hpa.Status.CurrentReplicas, hpa.Status.DesiredReplicas);
            Add(Known.Hpa.Current, current, Words().Add("targetKind", hpa.Spec.ScaleTargetRef?.Kind.ToLowerInvariant()).Add("target", hpa.Spec.ScaleTargetRef?.Name)
                .Add("metrics", string.Join('\n', _demand.Lines)));
            Add(Known.Hpa.Desired, desired);
            Add(Known.Hpa.NotConvergingFor, memory.NotConverging.Look(desired > current, now), Words().Add("since", memory.NotConverging.Since));
        }

        private void SayBlindness(HpaWords? words)
        {
            var isNew = hpa.Metadata.CreationTimestamp is { } created && now.Wall - created < New;
            if (hpa.Status.Conditions.Count == 0 && !isNew)
            {
                memory.Blind.Look(false, now);
                return;
            }

            if (words is null || isNew)
            {
                Add(Known.Hpa.BlindFor, memory.Blind.Look(false, now));
                return;
            }

            var cause = words.Cause == HpaBlindness.NoSamples && pool.Down ? HpaBlindness.MetricsApi : words.Cause;
            Add(Known.Hpa.BlindFor, memory.Blind.Look(true, now, words.Told), Words().Add("reason", words.Reason).Add("message", words.Message).Add("cause", cause.ToString())
                .Add("resource", words.Resource).Add("container", words.Container).Add("pod", words.Pod).Add("since", memory.Blind.Since));
        }

        private void SayDemand(bool blind)
        {
            if (blind)
            {
                if (memory.LastDemand is { } last)
                    Add(Known.Hpa.LastDemand, last.Demand, Words().Add("at", last.At));
                Add(Known.Hpa.MaxedFor, memory.Maxed.Look(false, now));
                return;
            }

            if (_demand.Ratio is not { } ratio)
                return;
            if (memory.LastDemand?.Demand != ratio)
                memory.LastDemand = (ratio, now.Wall);
            Add(Known.Hpa.Demand, ratio);
            // It asks for the maximum before the pods are there; the old word stays while it is blind, which is above.
            var maxed = hpa.Status.DesiredReplicas >= hpa.Spec.MaxReplicas && hpa.Spec.MaxReplicas != (hpa.Spec.MinReplicas ?? 1)
                && hpa.Status.Conditions.Find("ScalingLimited") is { IsTrue: true, Reason: "TooManyReplicas" };
            var wanted = Math.Ceiling(hpa.Status.CurrentReplicas * ratio);
            var deficit = maxed && ratio > 1 + Tolerance && wanted > 0 ? Math.Max(0, (wanted - hpa.Status.DesiredReplicas) / wanted) : 0;
            Add(Known.Hpa.MaxedFor, memory.Maxed.Look(deficit > 0, now), Words().Add("since", memory.Maxed.Since));
            Add(Known.Hpa.Deficit, deficit);
        }

        private HpaTemplate? SayTarget()
        {
            if (!known(Streams.Deployments) || !known(Streams.Pods) || hpa.Spec.ScaleTargetRef is not { } target
                || state.Find(new WorkloadKey(target.Kind.ToLowerInvariant(), hpa.Metadata.Namespace, target.Name)) is not { Owner: not null } workload)
                return null;
            var pending = workload.Pods.Where(pod => PodState.Counts(pod.Pod) && pod.Pod.Status.Condition("PodScheduled") is { IsFalse: true, Reason: "Unschedulable" }).ToList();
            Add(Known.Hpa.PendingPods, pending.Count, Words().Add("message", pending.FirstOrDefault()?.Pod.Status.Condition("PodScheduled")?.Message));
            if (workload.Spec is not { } spec)
                return null;
            var template = HpaTemplate.Of(hpa, spec.Template.Spec);
            if (!template.UsesUtilization)
                return template;
            Add(Known.Hpa.MissingRequest, template.Missing is null ? 0 : 1, Words().Add("container", template.Missing?.Container).Add("resource", template.Missing?.Resource));
            if (template.Most is { } most)
            {
                Add(Known.Hpa.TargetOfReachable, most.Target / most.Percent, Words().Add("resource", most.Resource).Add("most", most.Percent.ToString("0", CultureInfo.InvariantCulture)));
                if (Use(most.Resource) is { } use)
                    Add(Known.Hpa.UseOfReachable, use / most.Percent);
            }

            return template;
        }

        private double? Use(string resource) => hpa.Status.CurrentMetrics.FirstOrDefault(metric => metric.Source?.Name == resource)?.Source?.Current?.AverageUtilization;

        private void SayLints(HpaTemplate? template)
        {
            var lints = HpaLints.Of(hpa, template, pool.Sharing(hpa)).ToList();
            Add(Known.Hpa.Lints, lints.Count, Words().Add("lints", string.Join('\n', lints)));
        }
    }
}
