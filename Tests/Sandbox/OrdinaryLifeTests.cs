using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class OrdinaryLifeTests
{
    // An autoscaler sees nothing for a moment when all pods of its target are new.
    private static readonly string[] AfterRollout = ["FailedGetResourceMetric", "FailedComputeMetricsReplicas"];
    private static readonly string[] Harmless = ["ContainerCreating"];

    [Fact]
    public void Six_hours_of_ordinary_life_are_busy_and_look_like_no_outage()
    {
        var play = new Play();
        var (wrong, seen, moved) = (new HashSet<string>(), new HashSet<string>(), true);
        foreach (var cluster in play.Estate.Clusters)
        {
            cluster.Store.OnChange += change =>
            {
                moved |= change.Object.Kind != ApiKinds.Leases && change.Object.Kind != ApiKinds.Events;
                if (change.Object.Kind == ApiKinds.Pods && change.Type != ChangeType.Deleted)
                    wrong.UnionWith(Troubles(change.Object));
                if (change.Object.Kind == ApiKinds.Events && change.Object.Field("type") == "Warning" && !AfterRollout.Contains(change.Object.Field("reason")))
                    wrong.Add($"{change.Object.Name}: {change.Object.Field("reason")}");
                if (cluster == play.Prod)
                    seen.UnionWith(Happenings(change));
            };
        }

        play.Live(TimeSpan.FromHours(6), () =>
        {
            if (moved)
                wrong.UnionWith(play.Estate.Clusters.SelectMany(Play.BelowMinimum));
            moved = false;
        });

        wrong.ShouldBeEmpty();
        seen.ShouldBe(["rollout", "scale", "restart", "job", "note", "tune", "heartbeat"], ignoreOrder: true);
    }

    [Fact]
    public void The_same_seed_plays_the_same_life()
    {
        static string Story()
        {
            var play = new Play();
            play.Live(TimeSpan.FromMinutes(30));
            return string.Join(' ', play.Prod.Store.Read(ApiKinds.Pods).Items.Select(p => p.Key));
        }

        Story().ShouldBe(Story());
    }

    [Fact]
    public void The_estate_has_the_size_of_a_small_shop()
    {
        var play = new Play();
        play.Estate.Clusters.Sum(c => c.Store.Read(ApiKinds.Pods).Items.Count(p => p.Field("status.phase") == "Running")).ShouldBeInRange(60, 200);
        play.Estate.Clusters.Select(c => c.Name).ShouldBe(["prod", "dr"]);
    }

    private static IEnumerable<string> Troubles(StoredObject pod)
    {
        foreach (var container in Play.Containers(pod))
        {
            if (container.Text("state", "waiting", "reason") is { } reason && !Harmless.Contains(reason))
                yield return $"{pod.Key} waits: {reason}";
            foreach (var code in new[] { container.Number("state", "terminated", "exitCode"), container.Number("lastState", "terminated", "exitCode") })
            {
                if (code is not (null or 0))
                    yield return $"{pod.Key} ended with {code}";
            }

            if (container.Number("restartCount") > 1)
                yield return $"{pod.Key} restarted {container.Number("restartCount")} times";
        }
    }

    private static IEnumerable<string> Happenings(Change change)
    {
        var (now, before) = (change.Object.Json, change.Before?.Json);
        if (change.Type == ChangeType.Added && change.Object.Kind == ApiKinds.ReplicaSets)
            yield return "rollout";
        if (before is null)
            yield break;
        if (change.Object.Kind == ApiKinds.Deployments && now.Number("spec", "replicas") != before.Number("spec", "replicas"))
            yield return "scale";
        if (change.Object.Kind == ApiKinds.Pods && Play.Containers(change.Object).Any(c => c.Number("restartCount") == 1))
            yield return "restart";
        if (change.Object.Kind == ApiKinds.Jobs && now.Number("status", "succeeded") == 1)
            yield return "job";
        if (change.Object.Kind == ApiKinds.ConfigMaps)
            yield return JsonPaths.Same(now["data"], before["data"]) ? "note" : "tune";
        if (change.Object.Kind == ApiKinds.Nodes)
            yield return "heartbeat";
    }
}
