using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>The values of <see cref="Known.ControlPlane"/>, each only once the lists that it counts are in.</summary>
internal sealed class ControlPlaneProjection : IClusterProjection
{
    private readonly LeaderWatch _leaders = new();
    private readonly WorkSigns _work = new();
    private readonly SystemSigns _system = new();

    public string Name => "control-plane";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        bool Has(Signal signal) => signal.Streams.All(known);
        var samples = new List<Sample>(10);
        if (_leaders.Project(state, now) is { } lease)
            samples.Add(lease);
        samples.AddRange(_work.Project(state, now).Where(sample => Has(sample.Signal)));
        if (Has(Known.ControlPlane.WebhookBlocks))
            samples.Add(WebhookBlocks.Project(state, now));
        if (Has(Known.ControlPlane.SystemShort))
            samples.Add(_system.Components(state, now));
        if (Has(Known.ControlPlane.NodesUnknown))
            samples.Add(SystemSigns.Nodes(state, now));
        if (Has(Known.ControlPlane.ApisUnavailable))
            samples.Add(_system.Apis(state, now));
        if (Has(Known.ControlPlane.WorkloadsLost))
            samples.Add(_system.Lost(state, now));
        return samples.Count == 0 ? [] : [(state.Cluster, samples)];
    }
}
