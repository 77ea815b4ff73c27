using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>The columns of each kind, in the order of the real API.</summary>
internal static class Columns
{
    public static readonly Column Name = Column.Text("Name", item => item.Text("metadata", "name"));
    public static readonly Column Age = new("Age", (item, now) => Ages.Of(item.Text("metadata", "creationTimestamp"), now));

    public static IReadOnlyList<Column> Of(ApiKind kind) => kind.Plural switch
    {
        "pods" => PodColumns.All,
        "deployments" => WorkloadColumns.Deployments,
        "replicasets" => WorkloadColumns.ReplicaSets,
        "statefulsets" => WorkloadColumns.StatefulSets,
        "daemonsets" => WorkloadColumns.DaemonSets,
        "jobs" => WorkloadColumns.Jobs,
        "cronjobs" => WorkloadColumns.CronJobs,
        "events" => EventColumns.All,
        "nodes" => NodeColumns.All,
        "configmaps" => [Name, Column.Count("Data", item => (item.At("data") as JsonObject)?.Count), Age],
        "namespaces" => [Name, Column.Text("Status", item => item.Text("status", "phase")), Age],
        "leases" => [Name, Column.Text("Holder", item => item.Text("spec", "holderIdentity")), Age],
        "serviceaccounts" => [Name, Column.Count("Secrets", _ => 0), Age],
        "services" =>
        [
            Name,
            Column.Text("Type", item => item.Text("spec", "type")),
            Column.Text("Cluster-IP", item => item.Text("spec", "clusterIP")),
            Column.Text("External-IP", _ => "<none>"),
            Column.Text("Port(s)", item => string.Join(',', item.Items("spec", "ports").Select(port => $"{port.Text("port")}/{port.Text("protocol")}"))),
            Age,
            Column.Text("Selector", item => Pairs(item.At("spec", "selector")), wide: true),
        ],
        "horizontalpodautoscalers" => HpaColumns.All,
        "endpointslices" => NetworkColumns.EndpointSlices,
        "networkpolicies" => NetworkColumns.Policies,
        _ => [Name, Age],
    };

    public static string Pairs(JsonNode? map) => map is JsonObject { Count: > 0 } pairs ? string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "<none>";
}
