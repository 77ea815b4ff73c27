namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>What a node knows beside its object: the images that it has, and how its runtime words things.</summary>
internal sealed class NodeState(string name, string address, int podLimit, bool oldRuntime, string podNetwork)
{
    private readonly List<Action> _deferred = [];
    private int _nextPod = 10;

    public string Name { get; } = name;

    public string Address { get; } = address;

    public int PodLimit { get; } = podLimit;

    /// <summary>Containerd before 1.7, which words a registry's refusal differently.</summary>
    public bool OldRuntime { get; } = oldRuntime;

    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Its kubelet does not run: it writes nothing, and does what it would have done when it comes back.</summary>
    public bool Down { get; set; }

    /// <summary>Counted up when what was planned for the node's state must not happen any more.</summary>
    public int Epoch { get; set; }

    public void Defer(Action action) => _deferred.Add(action);

    /// <summary>What waited for the kubelet, in the order in which it came up.</summary>
    public IReadOnlyList<Action> TakeDeferred()
    {
        var taken = _deferred.ToArray();
        _deferred.Clear();
        return taken;
    }

    public string NextPodAddress() => $"{podNetwork}.{_nextPod = (_nextPod + 1) % 240 + 10}";
}
