using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Tells that the data of a ConfigMap changed. A label or an annotation is no such change.</summary>
public static class ConfigMapFacts
{
    /// <returns>Null when the ConfigMap changes too often to say anything.</returns>
    public static Fact? Of(ClusterState state, ConfigMapRecord record, Moment now)
    {
        if (ConfigMapHistory.IsNoisy(record, now.Wall))
            return null;
        var change = ConfigMapHistory.Of(record)[^1];
        var version = change.After ?? record.Newest;
        var by = change.Manager.Length > 0 ? $" by {change.Manager}" : "";
        var keys = string.Join(", ", change.Keys.Take(5));
        var text = change.Style switch
        {
            ConfigMapChange.Created => $"ConfigMap {record.Key.Name} was created{by}",
            ConfigMapChange.Deleted => $"ConfigMap {record.Key.Name} was deleted",
            _ when keys.Length > 0 => $"ConfigMap {record.Key.Name}: {keys} changed{by}",
            _ => $"ConfigMap {record.Key.Name} changed{by}",
        };
        return new Fact(
            $"{FactKinds.ConfigMapChanged}/{version.Uid}/{version.ResourceVersion}/{change.Style}",
            FactKinds.ConfigMapChanged,
            state.Cluster.Sibling(Kinds.ConfigMap, record.Key.Name, record.Key.Namespace),
            change.At,
            state.Clean(text),
            new Details(state.Clean).Add("keys", string.Join(',', change.Keys)).Add("manager", change.Manager).Add("style", change.Style).Add("diff", ConfigDiff.Of(change)).Done());
    }
}
