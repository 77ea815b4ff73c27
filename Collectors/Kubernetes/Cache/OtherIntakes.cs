using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Takes ConfigMaps in as hashes.</summary>
internal sealed class ConfigMapIntake(ClusterState state) : IIntake<ConfigMap>
{
    public void Put(ConfigMap item, Moment at, bool first)
    {
        var key = new ObjectKey(item.Meta.Namespace, item.Meta.Name);
        if (!state.ConfigMaps.Put(item, at))
            return;
        if (!first && state.ConfigMaps[key] is { } record)
            state.Happened(new ConfigMapTurned(record));
        TouchReaders(key);
    }

    public void Gone(ObjectKey key, string uid, Moment at)
    {
        if (!state.ConfigMaps.Delete(key, at))
            return;
        if (state.ConfigMaps[key] is { } record)
            state.Happened(new ConfigMapTurned(record));
        TouchReaders(key);
    }

    public void Listed(Moment at) => state.ConfigMaps.ForgetDeleted(at);

    private void TouchReaders(ObjectKey key)
    {
        foreach (var pod in state.PodsByConfigMap[key])
            state.Touch(pod.Workload);
    }
}

/// <summary>Takes nodes in. They touch nobody: what crashes on them is looked at each second anyway.</summary>
internal sealed class NodeIntake(ClusterState state) : IIntake<Node>
{
    public void Put(Node item, Moment at, bool first) => state.Nodes[item.Metadata.Name] = item;

    public void Gone(ObjectKey key, string uid, Moment at) => state.Nodes.Remove(key.Name);
}

/// <summary>Takes namespaces in, for whether values of their ConfigMaps may be kept.</summary>
internal sealed class NamespaceIntake(ClusterState state) : IIntake<KubeNamespace>
{
    public void Put(KubeNamespace item, Moment at, bool first)
    {
        state.Namespaces[item.Metadata.Name] = item;
        state.ConfigMaps.Settle(at);
    }

    public void Gone(ObjectKey key, string uid, Moment at) => state.Namespaces.Remove(key.Name);

    public void Listed(Moment at)
    {
        state.NamespacesListed = true;
        state.ConfigMaps.Settle(at);
    }
}
