using System.Diagnostics;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class CostTests
{
    [Xunit.Fact]
    public void Ten_thousand_pods_are_projected_in_a_second_and_one_workload_at_once()
    {
        var cluster = new TestCluster();
        cluster.Cache.Deployments.Replace([.. Enumerable.Range(0, 2000).Select(number => Read(Shapes.Deployment($"d{number}", replicas: 5), ResourceTypes.Deployments))]);
        cluster.Cache.Pods.Replace([.. Enumerable.Range(0, 10_000).Select(number => Read(Shapes.Pod($"d{number / 5}-a-{number}", owner: $"d{number / 5}-a"), ResourceTypes.Pods))]);
        var watch = Stopwatch.StartNew();
        var picture = cluster.See();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        picture.Resources(picture.Resources(TestCluster.Resource("d0").Scope, Kinds.Deployment).First().Scope, Kinds.Deployment).Count.ShouldBe(2000);

        var times = new List<TimeSpan>();
        for (var round = 0; round < 20; round++)
        {
            cluster.Put(Shapes.Pod($"d{round}-a-{round * 5}", Shapes.Waiting("CrashLoopBackOff", null, 3, Shapes.End(-4, -2)), owner: $"d{round}-a", ready: false));
            watch.Restart();
            cluster.See();
            times.Add(watch.Elapsed);
        }

        times.Order().ElementAt(10).ShouldBeLessThan(TimeSpan.FromMilliseconds(20), "the machine of a test is not the machine of the promise, which is 2 ms");
    }

    private static T Read<T>(object shape, ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        var node = JsonSerializer.SerializeToNode(shape)!;
        node["metadata"]!["namespace"] = "shop";
        node["metadata"]!["uid"] = (string?)node["metadata"]!["name"];
        return node.Deserialize(type.Json)!;
    }
}
