using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>The nodes of a cluster and their signs of life: a lease every 10 s, an unchanged status every 5 min.</summary>
internal sealed class NodeFleet(SimCluster cluster)
{
    private static readonly TimeSpan LeaseEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StatusEvery = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, NodeState> _nodes = new(StringComparer.Ordinal);
    private NodeLifecycle? _life;
    private bool _beating;

    public IReadOnlyCollection<NodeState> All => _nodes.Values;

    /// <summary>Nodes that were ever added.</summary>
    public int Made { get; private set; }

    public NodeLifecycle Life => _life ??= new NodeLifecycle(cluster);

    public bool Has(string name) => _nodes.ContainsKey(name);

    public NodeState Get(string name) => _nodes[name];

    public void Add(NodeState node, JsonObject json)
    {
        _nodes[node.Name] = node;
        Made++;
        cluster.Create(ApiKinds.Nodes, json);
        cluster.Create(ApiKinds.Leases, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = node.Name, ["namespace"] = "kube-node-lease" },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = node.Name,
                ["leaseDurationSeconds"] = 40,
                ["renewTime"] = Times.Micros(cluster.Now),
            },
        });
        if (_beating)
            StartBeating(node.Name);
    }

    /// <summary>Takes a node away for good, with what is still on it.</summary>
    public void Remove(string name)
    {
        if (!_nodes.Remove(name))
            return;
        cluster.Store.Remove(ApiKinds.Nodes, name);
        cluster.Store.Remove(ApiKinds.Leases, $"kube-node-lease/{name}");
        foreach (var run in cluster.Kubelet.Runs.Where(run => run.Node.Name == name).ToList())
            cluster.Kubelet.Forget(run.Key);
    }

    public void StartBeating()
    {
        _beating = true;
        foreach (var node in _nodes.Values)
            StartBeating(node.Name);
        Life.Start();
    }

    /// <summary>Renews a node's lease now, if its kubelet runs.</summary>
    public void Touch(string node)
    {
        if (_nodes.TryGetValue(node, out var state) && !state.Down)
            cluster.Update(ApiKinds.Leases, $"kube-node-lease/{node}", json => json["spec"]!["renewTime"] = Times.Micros(cluster.Now));
    }

    private void StartBeating(string node)
    {
        Renew(node);
        cluster.Agenda.After(cluster.Dice.Seconds(0, 300), () => Report(node));
    }

    private void Renew(string node)
    {
        Touch(node);
        if (Has(node))
            cluster.Agenda.After(LeaseEvery + cluster.Dice.Seconds(0, 0.4), () => Renew(node));
    }

    private void Report(string node)
    {
        if (!_nodes.TryGetValue(node, out var state))
            return;
        cluster.Update(ApiKinds.Nodes, node, json =>
        {
            foreach (var condition in json.Items("status", "conditions").Where(_ => !state.Down))
                condition["lastHeartbeatTime"] = Times.Seconds(cluster.Now);
        });
        cluster.Agenda.After(StatusEvery + cluster.Dice.Seconds(0, 20), () => Report(node));
    }

    /// <summary>The conditions of a node that is well.</summary>
    public static JsonArray Well(DateTimeOffset since) =>
    [
        Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available", since),
        Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", since),
        Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available", since),
        Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", since),
    ];

    public static string Memory(int gibibytes) => string.Create(CultureInfo.InvariantCulture, $"{gibibytes * 1024 * 1024 - 262144}Ki");

    public static JsonObject Condition(string type, string status, string reason, string message, DateTimeOffset since) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["lastHeartbeatTime"] = Times.Seconds(since),
        ["lastTransitionTime"] = Times.Seconds(since),
        ["reason"] = reason,
        ["message"] = message,
    };
}
