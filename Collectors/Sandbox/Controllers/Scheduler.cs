using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Gives each new pod a node: the one with the fewest of its kind, then the emptiest.</summary>
internal sealed class Scheduler(SimCluster cluster) : IController
{
    public void Reconcile(StoredObject item)
    {
        if (item.Json.Text("spec", "nodeName") is not null || item.IsTerminating())
            return;
        var target = DaemonSetController.Target(item);
        if (target is not null && !cluster.Nodes.Has(target))
        {
            cluster.Kubelet.Forget(item.Key);
            return;
        }

        var node = target ?? Emptiest(item);
        if (node is null)
        {
            Refusals.Say(cluster, item);
            cluster.Queue.Recheck(ApiKinds.Pods, item.Key, TimeSpan.FromSeconds(5));
            return;
        }

        var bound = cluster.Update(ApiKinds.Pods, item.Key, json => json["spec"]!["nodeName"] = node)!;
        cluster.Events.Scheduled(bound, node);
        cluster.Kubelet.Admit(bound);
    }

    private string? Emptiest(StoredObject item)
    {
        var app = item.Labels.GetValueOrDefault("app");
        var pods = cluster.Store.Read(ApiKinds.Pods).Items.Where(pod => pod.Field("spec.nodeName").Length > 0 && pod.IsActive()).ToList();
        var total = pods.CountBy(pod => pod.Field("spec.nodeName"), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var alike = pods.Where(pod => pod.Namespace == item.Namespace && pod.Labels.GetValueOrDefault("app") == app)
            .CountBy(pod => pod.Field("spec.nodeName"), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return cluster.Nodes.All.Where(node => total.GetValueOrDefault(node.Name) < node.PodLimit && Refusals.Of(cluster, node, item) is null)
            .OrderBy(node => alike.GetValueOrDefault(node.Name))
            .ThenBy(node => total.GetValueOrDefault(node.Name) / (double)node.PodLimit)
            .ThenBy(node => node.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Name;
    }
}
