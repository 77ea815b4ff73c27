using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using ApnaKart.Watch.Collectors.Sandbox.Kubelet;

namespace ApnaKart.Watch.Collectors.Sandbox.Metrics;

/// <summary>What metrics-server knows: the load of the hour as use of CPU. It knows nothing while none of its pods is ready, and of a pod only after two scrapes.</summary>
public sealed class MetricsServer
{
    private const string Name = "metrics-server";
    private static readonly TimeSpan TwoScrapes = TimeSpan.FromSeconds(20);

    private readonly SimCluster _cluster;
    private readonly Dictionary<string, double> _factors = new(StringComparer.Ordinal);

    internal MetricsServer(SimCluster cluster) => _cluster = cluster;

    /// <summary>Whether any of its pods is ready.</summary>
    public bool Answers => _cluster.Inside(() => _cluster.Kubelet.Runs.Any(run => run.Namespace == "kube-system" && run.App == Name && run is { Ready: true, Terminating: false }));

    /// <summary>Times the usual load; 1 ends it.</summary>
    internal void Press(string workload, double factor) => _factors[workload] = factor;

    /// <summary>Why there is no utilisation of a workload, in the words of the autoscaler; null when there is one.</summary>
    internal string? WhyNot(StoredObject workload)
    {
        if (!Answers)
            return "unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)";
        var pods = Pods(workload).ToList();
        var known = pods.Where(IsKnown).ToList();
        if (known.Count == 0 || !IsWarm())
            return "unable to get metrics for resource cpu: no metrics returned from resource metrics API";
        foreach (var run in pods)
        {
            if (run.Containers.FirstOrDefault(container => container.Spec.Text("resources", "requests", "cpu") is null) is { } bare)
                return $"missing request for cpu in container {bare.Name} of Pod {run.Name}";
        }

        return null;
    }

    /// <summary>Pods that share the load.</summary>
    internal int Serving(StoredObject workload) => Math.Max(1, Pods(workload).Count(run => run.Ready));

    /// <summary>Percent of the requested CPU.</summary>
    internal int Utilization(StoredObject workload, int target)
    {
        var noise = 0.97 + (_cluster.Dice.Fraction() * 0.06);
        return (int)Math.Round(target * Load(workload.Key) / Serving(workload) * noise);
    }

    /// <summary>Use of all nodes, as <c>kubectl top nodes</c> reads it.</summary>
    public IReadOnlyList<JsonObject> Nodes() => _cluster.Inside(() => (IReadOnlyList<JsonObject>)
    [
        .. _cluster.Nodes.All.OrderBy(node => node.Name, StringComparer.Ordinal).Select(node =>
        {
            var pods = _cluster.Kubelet.Runs.Count(run => run.Node == node);
            return new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = node.Name, ["creationTimestamp"] = Times.Seconds(_cluster.Now) },
                ["timestamp"] = Times.Seconds(Scraped()),
                ["window"] = "20s",
                ["usage"] = Usage(120 + (pods * 55), 900 + (pods * 190)),
            };
        }),
    ]);

    /// <summary>Use of the pods that it knows.</summary>
    /// <param name="space">Empty: all namespaces.</param>
    public IReadOnlyList<JsonObject> Pods(string space) => _cluster.Inside(() => (IReadOnlyList<JsonObject>)
    [
        .. _cluster.Kubelet.Runs.Where(run => (space.Length == 0 || run.Namespace == space) && IsKnown(run)).OrderBy(run => run.Key, StringComparer.Ordinal).Select(run => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = run.Name, ["namespace"] = run.Namespace, ["creationTimestamp"] = Times.Seconds(_cluster.Now), ["labels"] = new JsonObject { ["app"] = run.App } },
            ["timestamp"] = Times.Seconds(Scraped()),
            ["window"] = "15s",
            ["containers"] = new JsonArray([.. run.Containers.Select(container => new JsonObject { ["name"] = container.Name, ["usage"] = Usage(Millis(run), 190) })]),
        }),
    ]);

    private double Load(string key)
    {
        if (_cluster.Estate.Workloads.FirstOrDefault(workload => workload.Key == key) is not { Hpa: { } seed })
            return 1;
        var life = _cluster.Estate.Life;
        var hour = _cluster.Now.ToUniversalTime().AddMinutes(life.OffsetMinutes).TimeOfDay.TotalHours;
        var wave = seed.Follows ? life.Swing * Math.Cos((hour - life.BusiestHour) / 24 * 2 * Math.PI) : 0;
        var at = _cluster.Estate.Clusters.Select((cluster, index) => (cluster.Name, index)).First(one => one.Name == _cluster.Name).index;
        return seed.Load[at] * (1 + wave) * _factors.GetValueOrDefault(key, 1);
    }

    private int Millis(PodRun run)
    {
        var key = $"{run.Namespace}/{run.App}";
        if (_cluster.Estate.Workloads.FirstOrDefault(workload => workload.Key == key)?.Hpa is not { } seed)
            return 30;
        var pods = Math.Max(1, _cluster.Kubelet.Runs.Count(other => other.Namespace == run.Namespace && other.App == run.App && other is { Ready: true, Terminating: false }));
        return (int)(seed.Target * Load(key) / pods * HpaObjects.RequestMillis / 100);
    }

    private IEnumerable<PodRun> Pods(StoredObject workload) =>
        _cluster.Kubelet.Runs.Where(run => run.Namespace == workload.Namespace && run.App == workload.Name && !run.Terminating);

    private bool IsKnown(PodRun run) => run is { Ready: true, Terminating: false } && _cluster.Now - run.Started > TwoScrapes;

    private bool IsWarm() => _cluster.Kubelet.Runs.Any(run => run.Namespace == "kube-system" && run.App == Name && IsKnown(run));

    // Once in a quarter of a minute, some seconds ago.
    private DateTimeOffset Scraped() => _cluster.Now.AddSeconds(-(_cluster.Now.ToUnixTimeSeconds() % 15) - 2);

    private static JsonObject Usage(int millis, int mebibytes) => new()
    {
        ["cpu"] = string.Create(CultureInfo.InvariantCulture, $"{millis}m"),
        ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{mebibytes}Mi"),
    };
}
