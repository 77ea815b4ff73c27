using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>
/// Writes events as the recorders of Kubernetes do: the same happening again is counted up in the same event, and an object
/// that says too much falls silent, per source and type: 25 at once, then one every five minutes. An event lives for an hour.
/// </summary>
internal sealed class EventRecorder(SimCluster cluster)
{
    private const int Burst = 25;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _budget = new(StringComparer.Ordinal);

    public void Normal(StoredObject about, string source, string reason, string message, string? container = null, string? host = null) =>
        Write(about, "Normal", source, reason, message, container, host);

    public void Warning(StoredObject about, string source, string reason, string message, string? container = null, string? host = null) =>
        Write(about, "Warning", source, reason, message, container, host);

    /// <summary>The scheduler writes the newer form, without a count and with microseconds.</summary>
    public void Scheduled(StoredObject pod, string node)
    {
        var json = Body(pod, "Normal", "Scheduled", $"Successfully assigned {pod.Key} to {node}", null);
        json["source"] = new JsonObject();
        json["firstTimestamp"] = null;
        json["lastTimestamp"] = null;
        json["eventTime"] = Times.Micros(cluster.Now);
        json["action"] = "Binding";
        json["reportingComponent"] = "default-scheduler";
        json["reportingInstance"] = "default-scheduler-0";
        cluster.Store.Put(ApiKinds.Events, json);
    }

    /// <summary>Takes away what is older than an hour.</summary>
    public void Sweep()
    {
        foreach (var old in cluster.Store.Read(ApiKinds.Events).Items)
        {
            var last = Times.Read(old.Json.Text("lastTimestamp")) ?? Times.Read(old.Json.Text("eventTime"));
            if (last + Life < cluster.Now)
                cluster.Store.Remove(ApiKinds.Events, old.Key);
        }

        foreach (var gone in _known.Where(pair => cluster.Store.Find(ApiKinds.Events, pair.Value) is null).Select(pair => pair.Key).ToList())
            _known.Remove(gone);
        foreach (var full in _budget.Where(pair => pair.Value.At + (Burst * Refill) < cluster.Now).Select(pair => pair.Key).ToList())
            _budget.Remove(full);
    }

    private void Write(StoredObject about, string type, string source, string reason, string message, string? container, string? host)
    {
        if (!Afford($"{source}|{host}|{about.Uid}|{type}"))
            return;
        var now = Times.Seconds(cluster.Now);
        var id = $"{about.Uid}|{type}|{source}|{host}|{reason}|{container}|{message}";
        if (_known.TryGetValue(id, out var key) && cluster.Update(ApiKinds.Events, key, json => Count(json, now)) is not null)
            return;
        var made = Body(about, type, reason, message, container);
        made["source"] = host is null ? new JsonObject { ["component"] = source } : new JsonObject { ["component"] = source, ["host"] = host };
        made["firstTimestamp"] = now;
        made["lastTimestamp"] = now;
        made["count"] = 1;
        made["eventTime"] = null;
        made["reportingComponent"] = source;
        made["reportingInstance"] = host ?? "";
        _known[id] = cluster.Store.Put(ApiKinds.Events, made).Key;
    }

    private static void Count(JsonObject json, string now)
    {
        json["count"] = (json.Number("count") ?? 0) + 1;
        json["lastTimestamp"] = now;
    }

    private JsonObject Body(StoredObject about, string type, string reason, string message, string? container)
    {
        var @namespace = about.Namespace.Length == 0 ? "default" : about.Namespace;
        var reference = new JsonObject
        {
            ["kind"] = about.Kind.Kind,
            ["namespace"] = about.Namespace,
            ["name"] = about.Name,
            ["uid"] = about.Kind == ApiKinds.Nodes ? about.Name : about.Uid,
            ["apiVersion"] = about.Kind.ApiVersion,
            ["resourceVersion"] = about.Version.ToString(CultureInfo.InvariantCulture),
        };
        if (container is not null)
            reference["fieldPath"] = $"spec.containers{{{container}}}";
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{about.Name}.{cluster.Dice.Hex(16)}",
                ["namespace"] = @namespace,
                ["uid"] = cluster.Dice.Uid(),
                ["creationTimestamp"] = Times.Seconds(cluster.Now),
            },
            ["involvedObject"] = reference,
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = type,
        };
    }

    private bool Afford(string spender)
    {
        var (left, at) = _budget.GetValueOrDefault(spender, (Burst, cluster.Now));
        left = Math.Min(Burst, left + ((cluster.Now - at) / Refill));
        _budget[spender] = (left >= 1 ? left - 1 : left, cluster.Now);
        return left >= 1;
    }
}
