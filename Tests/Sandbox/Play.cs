using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Sandbox;

/// <summary>The simulated estate in fast time.</summary>
internal sealed class Play
{
    public Play(double pace = 1)
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Estate = new SimulatedEstate(new SandboxOptions { Pace = pace }, Time);
    }

    public FakeTimeProvider Time { get; }

    public SimulatedEstate Estate { get; }

    public SimCluster Prod => Estate.Clusters[0];

    /// <summary>Lets time pass in steps of a second and looks after each.</summary>
    public void Live(TimeSpan length, Action? look = null)
    {
        for (var passed = TimeSpan.Zero; passed < length; passed += TimeSpan.FromSeconds(1))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Estate.Advance();
            look?.Invoke();
        }
    }

    /// <summary>Seconds until something holds, or null when it does not within the limit.</summary>
    public int? SecondsUntil(int limit, Func<bool> holds)
    {
        for (var second = 0; second <= limit; second++)
        {
            if (holds())
                return second;
            Live(TimeSpan.FromSeconds(1));
        }

        return null;
    }

    public IReadOnlyList<StoredObject> Pods(string workload)
    {
        var parts = workload.Split('/');
        return [.. Prod.Store.Read(ApiKinds.Pods).Items.Where(p => p.Namespace == parts[0] && p.Labels.GetValueOrDefault("app") == parts[1] && p.IsActive())];
    }

    public IReadOnlyList<string> Waiting(string workload) =>
        [.. Pods(workload).SelectMany(Containers).Select(c => c.Text("state", "waiting", "reason")).OfType<string>().Where(r => r != "ContainerCreating")];

    public static IEnumerable<JsonObject> Containers(StoredObject pod) => pod.Json.Items("status", "containerStatuses");

    public StoredObject Deployment(string key) => Prod.Store.Find(ApiKinds.Deployments, key)!;

    public static int Minimum(StoredObject item) => item.Kind == ApiKinds.Deployments
        ? RolloutMath.Of(item.Json, item.Replicas()).Minimum
        : item.Kind == ApiKinds.StatefulSets ? Math.Max(1, item.Replicas() - 1) : (item.Json.Number("status", "desiredNumberScheduled") ?? 0) - 1;

    /// <summary>Owners with fewer ready pods than their strategy allows.</summary>
    public static IReadOnlyList<string> BelowMinimum(SimCluster cluster)
    {
        var owners = new[] { ApiKinds.Deployments, ApiKinds.StatefulSets, ApiKinds.DaemonSets }.SelectMany(kind => cluster.Store.Read(kind).Items);
        var ready = cluster.Store.Read(ApiKinds.Pods).Items.Where(p => p.IsActive() && p.IsReady())
            .CountBy(p => $"{p.Namespace}/{p.Labels.GetValueOrDefault("app")}").ToDictionary(StringComparer.Ordinal);
        return [.. owners.Where(o => ready.GetValueOrDefault(o.Key) < Minimum(o)).Select(o => $"{cluster.Name}/{o.Key}: {ready.GetValueOrDefault(o.Key)} of {Minimum(o)}")];
    }
}
