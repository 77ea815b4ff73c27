using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>The nodes of a cluster, spread over three zones, with the labels that EKS gives them.</summary>
internal static class NodeObjects
{
    private const string Zones = "abc";

    public static void AddAll(SimCluster cluster)
    {
        var number = 0;
        foreach (var group in cluster.Seed.NodeGroups)
        {
            for (var i = 0; i < group.Count; i++, number++)
                Add(cluster, group, number);
        }
    }

    /// <summary>One more node of a group, that has just registered: its network plugin does not run yet.</summary>
    /// <returns>Its name.</returns>
    public static string AddStarting(SimCluster cluster, NodeGroupSeed group)
    {
        var name = Add(cluster, group, cluster.Nodes.Made);
        NodeTaints.Conditions(cluster, name, new JsonArray(NodeFleet.Condition("Ready", "False", "KubeletNotReady",
            "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized", cluster.Now)));
        NodeTaints.Add(cluster, name, "node.kubernetes.io/not-ready", "NoSchedule");
        NodeTaints.Add(cluster, name, "node.kubernetes.io/not-ready", "NoExecute");
        return name;
    }

    private static string Add(SimCluster cluster, NodeGroupSeed group, int number)
    {
        var zone = number % Zones.Length;
        var subnet = $"{cluster.Seed.Network}.{(zone + 1) * 32}";
        var host = 11 + (number * 23) % 229;
        var name = $"ip-{subnet.Replace('.', '-')}-{host}.{cluster.Seed.Region}.compute.internal";
        var state = new NodeState(name, $"{subnet}.{host}", group.Pods, Old(group.Runtime), $"{cluster.Seed.Network}.{(zone + 1) * 32 + 1 + number}");
        cluster.Nodes.Add(state, Json(cluster, group, state, $"{cluster.Seed.Region}{Zones[zone]}"));
        return name;
    }

    private static bool Old(string runtime) =>
        Version.TryParse(runtime[(runtime.LastIndexOf('/') + 1)..], out var version) && version < new Version(1, 7);

    private static JsonObject Json(SimCluster cluster, NodeGroupSeed group, NodeState state, string zone) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = state.Name,
            ["labels"] = new JsonObject
            {
                ["beta.kubernetes.io/arch"] = "amd64",
                ["beta.kubernetes.io/instance-type"] = group.Type,
                ["beta.kubernetes.io/os"] = "linux",
                ["eks.amazonaws.com/capacityType"] = group.Capacity,
                ["eks.amazonaws.com/nodegroup"] = group.Name,
                ["failure-domain.beta.kubernetes.io/region"] = cluster.Seed.Region,
                ["failure-domain.beta.kubernetes.io/zone"] = zone,
                ["kubernetes.io/arch"] = "amd64",
                ["kubernetes.io/hostname"] = state.Name,
                ["kubernetes.io/os"] = "linux",
                ["node.kubernetes.io/instance-type"] = group.Type,
                ["topology.kubernetes.io/region"] = cluster.Seed.Region,
                ["topology.kubernetes.io/zone"] = zone,
            },
            ["annotations"] = new JsonObject { ["node.alpha.kubernetes.io/ttl"] = "0" },
        },
        ["spec"] = new JsonObject { ["providerID"] = $"aws:///{zone}/i-0{cluster.Dice.Hex(16)}" },
        ["status"] = new JsonObject
        {
            ["capacity"] = Resources(group, 0),
            ["allocatable"] = Resources(group, 70),
            ["conditions"] = NodeFleet.Well(cluster.Now),
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = state.Address },
                new JsonObject { ["type"] = "InternalDNS", ["address"] = state.Name },
                new JsonObject { ["type"] = "Hostname", ["address"] = state.Name }),
            ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 10250 } },
            ["nodeInfo"] = new JsonObject
            {
                ["machineID"] = cluster.Dice.Hex(32),
                ["systemUUID"] = cluster.Dice.Uid(),
                ["bootID"] = cluster.Dice.Uid(),
                ["kernelVersion"] = "6.1.148-173.267.amzn2023.x86_64",
                ["osImage"] = group.Os,
                ["containerRuntimeVersion"] = group.Runtime,
                ["kubeletVersion"] = cluster.Seed.Version,
                ["kubeProxyVersion"] = cluster.Seed.Version,
                ["operatingSystem"] = "linux",
                ["architecture"] = "amd64",
            },
        },
    };

    private static JsonObject Resources(NodeGroupSeed group, int kept) => new()
    {
        ["cpu"] = kept == 0 ? group.Cpu.ToString(CultureInfo.InvariantCulture) : $"{(group.Cpu * 1000) - kept}m",
        ["ephemeral-storage"] = "83873772Ki",
        ["memory"] = NodeFleet.Memory(group.MemoryGi),
        ["pods"] = group.Pods.ToString(CultureInfo.InvariantCulture),
    };
}
