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

    public IReadOnlyCollection<NodeState> All => _nodes.Values;

    public NodeState Get(string name) => _nodes[name];

    public void Add(NodeState node, JsonObject json)
    {
        _nodes[node.Name] = node;
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
    }

    public void StartBeating()
    {
        foreach (var node in _nodes.Values)
        {
            Renew(node.Name);
            cluster.Agenda.After(cluster.Dice.Seconds(0, 300), () => Report(node.Name));
        }
    }

    private void Renew(string node)
    {
        cluster.Update(ApiKinds.Leases, $"kube-node-lease/{node}", json => json["spec"]!["renewTime"] = Times.Micros(cluster.Now));
        cluster.Agenda.After(LeaseEvery + cluster.Dice.Seconds(0, 0.4), () => Renew(node));
    }

    private void Report(string node)
    {
        cluster.Update(ApiKinds.Nodes, node, json =>
        {
            foreach (var condition in json.Items("status", "conditions"))
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

    private static JsonObject Condition(string type, string status, string reason, string message, DateTimeOffset since) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["lastHeartbeatTime"] = Times.Seconds(since),
        ["lastTransitionTime"] = Times.Seconds(since),
        ["reason"] = reason,
        ["message"] = message,
    };
}
