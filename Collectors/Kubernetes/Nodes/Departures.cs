using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>Nodes that went away though nobody planned it, until another one comes or a while has passed.</summary>
internal sealed class Departures
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<NodeMemory>> _gone = new(StringComparer.Ordinal);

    public IEnumerable<string> Groups => _gone.Keys;

    public void Gone(NodeMemory node, Moment now)
    {
        if (node.Word is NodeWord.Planned or NodeWord.Starting)
            return;
        node.Gone = now;
        if (!_gone.TryGetValue(node.Group, out var list))
            _gone[node.Group] = list = [];
        list.Add(node);
    }

    /// <summary>A new node takes the place of the one that has been away longest.</summary>
    public void Replaced(string group)
    {
        if (!_gone.TryGetValue(group, out var list))
            return;
        list.RemoveAt(0);
        if (list.Count == 0)
            _gone.Remove(group);
    }

    /// <param name="anyReady">Whether the group has a node that is well; without one, what is missing is not forgotten.</param>
    public IReadOnlyList<NodeMemory> Missing(string group, bool anyReady, Moment now)
    {
        if (!_gone.TryGetValue(group, out var list))
            return [];
        if (anyReady)
            list.RemoveAll(node => now.Mono - node.Gone!.Value.Mono > Window);
        if (list.Count == 0)
            _gone.Remove(group);
        return [.. list.Where(node => node.Word == NodeWord.Bad || now.Mono - node.Gone!.Value.Mono >= Grace)];
    }
}
