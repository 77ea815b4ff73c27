using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;
using Objects = ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What all autoscalers of a cluster share in one look: the metrics API, and who scales the same target.</summary>
internal sealed class HpaPool
{
    private readonly ILookup<(string, ScaleTarget?), string> _byTarget;
    private readonly MetricsAnswer? _answer;
    private readonly double? _coverage;
    private readonly string _nodes = "";
    private readonly ClusterState _state;
    private readonly Moment _now;

    public HpaPool(ClusterState state, Moment now)
    {
        (_state, _now) = (state, now);
        _byTarget = state.Shelf<Hpa>().All.ToLookup(hpa => (hpa.Metadata.Namespace, hpa.Spec.ScaleTargetRef), hpa => hpa.Metadata.Name);
        _answer = MetricsAnswer.Of(state);
        if (_answer is not { Available: true })
            return;
        var measured = _answer.Nodes.Select(node => node.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        var ready = state.AllNodes.Where(node => Objects.ConditionExtensions.Find(node.Status.Conditions, "Ready") is { IsTrue: true }).ToList();
        var covered = ready.Count(node => measured.Contains(node.Metadata.Name));
        _nodes = $"{covered} of {ready.Count}";
        _coverage = ready.Count > 0 ? covered / (double)ready.Count : null;
    }

    /// <summary>Whether the metrics API is known not to answer.</summary>
    public bool Down => _answer is { Available: false };

    /// <summary>Other autoscalers of the same target.</summary>
    public IReadOnlyList<string> Sharing(Hpa hpa) => hpa.Spec.ScaleTargetRef is null
        ? []
        : [.. _byTarget[(hpa.Metadata.Namespace, hpa.Spec.ScaleTargetRef)].Where(name => name != hpa.Metadata.Name).Order(StringComparer.Ordinal)];

    /// <summary>What the metrics API said, for one autoscaler that uses it. Empty before the first answer, and where it is not served.</summary>
    public IEnumerable<Sample> Samples(Resource resource)
    {
        if (_answer is null)
            yield break;
        yield return new Sample(Known.Hpa.MetricsAvailable, resource, _now.Wall, _answer.Available ? 1 : 0,
            new Details(_state.Clean).Add("message", _answer.Message).Add("nodes", _nodes).Done());
        if (_answer.Nodes.Max(node => node.Timestamp) is { } newest)
            yield return new Sample(Known.Hpa.MetricsAge, resource, _now.Wall, Math.Max(0, Math.Round((_answer.At.Wall - newest).TotalSeconds)));
        if (_coverage is { } coverage)
            yield return new Sample(Known.Hpa.MetricsCoverage, resource, _now.Wall, coverage);
    }
}
