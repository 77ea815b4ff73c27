using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>A pod as its kubelet knows it, which is ahead of what its status says.</summary>
internal sealed class PodRun(StoredObject pod, NodeState node, DateTimeOffset now)
{
    private readonly List<(string Type, JsonObject Json)> _conditions = [];

    public string Key { get; } = pod.Key;

    public string Uid { get; } = pod.Uid;

    public string Name { get; } = pod.Name;

    public string Namespace { get; } = pod.Namespace;

    public string App { get; } = pod.Labels.GetValueOrDefault("app", "");

    public JsonObject Spec { get; } = (JsonObject)pod.Json["spec"]!;

    public NodeState Node { get; } = node;

    public DateTimeOffset Started { get; } = now;

    public string Phase { get; set; } = "Pending";

    public string? Address { get; set; }

    /// <summary>Counted up when what was planned for the pod must not happen any more.</summary>
    public int Epoch { get; set; }

    public bool Terminating { get; set; }

    public bool Ready => Containers.All(container => container.Ready);

    public IReadOnlyList<ContainerRun> Containers { get; } =
        [.. pod.Json.Items("spec", "containers").Select(container => new ContainerRun(container))];

    public bool RestartsAlways => Spec.Text("restartPolicy") is null or "Always";

    public void Set(string type, bool holds, DateTimeOffset now, string? reason = null, string? message = null)
    {
        var status = holds ? "True" : "False";
        var at = _conditions.FindIndex(c => c.Type == type);
        var before = at < 0 ? null : _conditions[at].Json;
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = before?.Text("status") == status ? before.Text("lastTransitionTime") : Times.Seconds(now),
        };
        if (reason is not null)
            condition["reason"] = reason;
        if (message is not null)
            condition["message"] = message;
        if (at < 0)
            _conditions.Add((type, condition));
        else
            _conditions[at] = (type, condition);
    }

    public JsonObject Status()
    {
        var status = new JsonObject
        {
            ["phase"] = Phase,
            ["conditions"] = new JsonArray([.. _conditions.Select(c => c.Json.DeepClone())]),
            ["hostIP"] = Node.Address,
            ["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = Node.Address }),
        };
        if (Address is not null)
        {
            status["podIP"] = Address;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Address });
        }

        status["startTime"] = Times.Seconds(Started);
        status["containerStatuses"] = new JsonArray([.. Containers.Select(c => c.Status())]);
        status["qosClass"] = "Burstable";
        return status;
    }
}
