using System.Diagnostics;
using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Nodes;

public sealed class NodeGroupCostTests
{
    private readonly ClusterCache _cache = new(new Resource(Kinds.Cluster, "c1", "", "c1", "ap-south-1"), new FakeTimeProvider(TestCluster.Start), text => text, new KubernetesOptions());
    private readonly NodeGroupProjection _projection = new();

    [Fact]
    public void A_thousand_nodes_with_ten_thousand_pods_cost_little_each_second_even_when_a_third_of_them_fails()
    {
        _cache.Nodes.Replace([.. Enumerable.Range(0, 1000).Select(number => Read(number % 3 == 0 ? NodeShapes.Unknown($"n{number}", $"g{number % 20}") : NodeShapes.Node($"n{number}", group: $"g{number % 20}"), ResourceTypes.Nodes))]);
        _cache.Pods.Replace([.. Enumerable.Range(0, 10_000).Select(number => Read(Shapes.Pod($"d{number / 5}-a-{number}", owner: $"d{number / 5}-a", node: $"n{number % 1000}"), ResourceTypes.Pods))]);
        var times = new List<TimeSpan>();
        for (var round = 1; round <= 11; round++)
        {
            var now = new Moment(TestCluster.Start.AddSeconds(round), TimeSpan.FromSeconds(round));
            var watch = Stopwatch.StartNew();
            var told = _cache.Read(state => _projection.Project(state, now, _ => true).ToList());
            times.Add(watch.Elapsed);
            told.Count(one => one.Resource.Kind == Kinds.NodeGroup).ShouldBe(20);
            told.SelectMany(one => one.Samples).Where(one => one.Signal == Known.NodeGroup.Bad).Sum(one => one.Value).ShouldBe(334);
        }

        times.Min().ShouldBeLessThan(TimeSpan.FromMilliseconds(200), "the least of several rounds, as the machine of a test does other things too");
    }

    [Fact]
    public void Seven_nodes_of_other_clouds_are_one_group_and_all_well()
    {
        var file = Fixtures.Path("kubernetes", "nodes", "troubleshoot-nodes-7-ready.json");
        Assert.SkipUnless(file is not null, Fixtures.Absent);
        using var list = JsonDocument.Parse(File.ReadAllText(file!));
        _cache.Nodes.Replace([.. list.RootElement.GetProperty("items").EnumerateArray().Select(node => node.Deserialize(ResourceTypes.Nodes.Json)!)]);
        var (resource, samples) = _cache.Read(state => _projection.Project(state, new Moment(TestCluster.Start, TimeSpan.Zero), _ => true).ToList()).ShouldHaveSingleItem();
        resource.Name.ShouldBe("none");
        double Value(Signal signal) => samples.Single(one => one.Signal == signal).Value;
        (Value(Known.NodeGroup.Nodes), Value(Known.NodeGroup.Bad), Value(Known.NodeGroup.Pressed), Value(Known.NodeGroup.SilentShare)).ShouldBe((7, 0, 0, 0));
    }

    private static T Read<T>(object shape, ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        var node = JsonSerializer.SerializeToNode(shape)!;
        node["metadata"]!["uid"] = (string?)node["metadata"]!["name"];
        return node.Deserialize(type.Json)!;
    }
}
