using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Some nodes of a group lose their kubelet, or fill their disks up.</summary>
internal sealed class NodesStep : IStep
{
    private readonly Scene _scene;
    private readonly StepSeed _seed;
    private readonly List<NodeState> _hit = [];

    public NodesStep(Scene scene, StepSeed seed)
    {
        if (seed.Trouble is not ("kubelet" or "disk"))
            throw new SandboxSeedException($"outages.yaml: unknown trouble '{seed.Trouble}' of nodes");
        if (scene.Cluster.Seed.NodeGroups.All(group => group.Name != seed.Group))
            throw new SandboxSeedException($"outages.yaml: unknown node group '{seed.Group}'");
        (_scene, _seed) = (scene, seed);
    }

    public void Do()
    {
        _hit.AddRange(Chosen());
        foreach (var node in _hit)
        {
            if (_seed.Trouble == "disk")
                NodePressure.Begin(_scene.Cluster, node);
            else
                NodeLifecycle.Stop(node);
        }
    }

    public void Undo()
    {
        foreach (var node in _hit)
        {
            if (_seed.Trouble == "disk")
                NodePressure.End(_scene.Cluster, node);
            else
                _scene.Cluster.Nodes.Life.Return(node);
        }

        _hit.Clear();
    }

    /// <summary>All of a zone, or some that are spread over the zones.</summary>
    private List<NodeState> Chosen()
    {
        var group = _scene.Cluster.Store.Read(ApiKinds.Nodes).Items
            .Where(node => node.Labels.GetValueOrDefault("eks.amazonaws.com/nodegroup") == _seed.Group && !_scene.Cluster.Nodes.Get(node.Name).Down)
            .GroupBy(node => node.Labels.GetValueOrDefault("topology.kubernetes.io/zone", ""), StringComparer.Ordinal)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal).ToList();
        var chosen = _seed.Zone.Length > 0
            ? group.Where(zone => zone.Key.EndsWith(_seed.Zone, StringComparison.Ordinal)).SelectMany(zone => zone)
            : group.SelectMany(zone => zone.Select((node, turn) => (node, turn))).OrderBy(one => one.turn).Take(_seed.Nodes).Select(one => one.node);
        return [.. chosen.Select(node => _scene.Cluster.Nodes.Get(node.Name))];
    }
}
