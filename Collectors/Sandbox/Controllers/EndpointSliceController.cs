using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Keeps the endpoints of a Service: one slice with every pod that its selector finds and that has an address.</summary>
internal sealed class EndpointSliceController(SimCluster cluster) : IController
{
    public void Reconcile(StoredObject item)
    {
        if (SelectorOf(item) is not { Count: > 0 } selector)
            return;
        var pods = cluster.Store.Read(ApiKinds.Pods).Items.Where(pod => pod.Namespace == item.Namespace && Selects(selector, pod) && HasAddress(pod)).ToList();
        var ports = new JsonArray([.. item.Json.Items("spec", "ports").Select(port => PortOf(port, pods)).OfType<JsonObject>()]);
        var endpoints = new JsonArray([.. pods.Select(Endpoint)]);
        var name = $"{item.Name}-{Dice.TemplateHash(item.Uid)[..5]}";
        if (cluster.Store.Find(ApiKinds.EndpointSlices, item.Namespace, name) is null)
            cluster.Create(ApiKinds.EndpointSlices, New(item, name));
        cluster.Update(ApiKinds.EndpointSlices, StoredObject.KeyOf(item.Namespace, name), json =>
        {
            json["endpoints"] = endpoints;
            json["ports"] = ports;
        });
    }

    /// <summary>The Services whose selector finds a pod.</summary>
    public static IEnumerable<StoredObject> ServicesOf(ObjectStore store, StoredObject pod) => store.Read(ApiKinds.Services).Items
        .Where(service => service.Namespace == pod.Namespace && SelectorOf(service) is { Count: > 0 } selector && Selects(selector, pod));

    private static JsonObject? SelectorOf(StoredObject service) => service.Json.At("spec", "selector") as JsonObject;

    private static bool Selects(JsonObject selector, StoredObject pod) => selector.All(pair => pod.Labels.GetValueOrDefault(pair.Key) == pair.Value?.ToString());

    private static bool HasAddress(StoredObject pod) => pod.Json.Text("status", "podIP") is not null && pod.Json.Text("status", "phase") is not ("Succeeded" or "Failed");

    private static JsonObject New(StoredObject service, string name) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["generateName"] = $"{service.Name}-",
            ["namespace"] = service.Namespace,
            ["labels"] = new JsonObject
            {
                ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io",
                ["kubernetes.io/service-name"] = service.Name,
            },
            ["ownerReferences"] = Objects.OwnedBy(service),
        },
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray(),
        ["ports"] = new JsonArray(),
    };

    /// <summary>A named port that no pod has is left out, and with it everything that would go there.</summary>
    private static JsonObject? PortOf(JsonObject port, List<StoredObject> pods)
    {
        var target = port.Text("targetPort") ?? port.Text("port")!;
        int? number = int.TryParse(target, CultureInfo.InvariantCulture, out var known) ? known : pods
            .SelectMany(pod => pod.Json.Items("spec", "containers")).SelectMany(container => container.Items("ports"))
            .FirstOrDefault(one => one.Text("name") == target)?.Number("containerPort");
        return number is null ? null : new JsonObject { ["name"] = port.Text("name") ?? "", ["protocol"] = port.Text("protocol") ?? "TCP", ["port"] = number };
    }

    private JsonObject Endpoint(StoredObject pod)
    {
        var node = pod.Json.Text("spec", "nodeName")!;
        return new JsonObject
        {
            ["addresses"] = new JsonArray(pod.Json.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = pod.IsReady() && !pod.IsTerminating(), ["serving"] = pod.IsReady(), ["terminating"] = pod.IsTerminating() },
            ["nodeName"] = node,
            ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = pod.Namespace, ["name"] = pod.Name, ["uid"] = pod.Uid },
            ["zone"] = cluster.Store.Find(ApiKinds.Nodes, node)?.Labels.GetValueOrDefault("topology.kubernetes.io/zone"),
        };
    }
}
