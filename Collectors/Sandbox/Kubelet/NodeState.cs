namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>What a node knows beside its object: the images that it has, and how its runtime words things.</summary>
internal sealed class NodeState(string name, string address, int podLimit, bool oldRuntime, string podNetwork)
{
    private int _nextPod = 10;

    public string Name { get; } = name;

    public string Address { get; } = address;

    public int PodLimit { get; } = podLimit;

    /// <summary>Containerd before 1.7, which words a registry's refusal differently.</summary>
    public bool OldRuntime { get; } = oldRuntime;

    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    public string NextPodAddress() => $"{podNetwork}.{_nextPod = (_nextPod + 1) % 240 + 10}";
}
