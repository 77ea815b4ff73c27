using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using ApnaKart.Watch.Tests.Properties;
using ApnaKart.Watch.Tests.Recordings;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>Objects at the edge of what can be, and a projector that stumbles over one.</summary>
public sealed class EdgeObjectTests
{
    private static readonly Scope Scope = Replay.Scope;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Xunit.Fact]
    public void Probe_numbers_that_nobody_means_break_no_count()
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.Deployment(conditions: []));
        cluster.Put(Shapes.ReplicaSet("web-a"));
        var pod = JsonSerializer.SerializeToNode(Shapes.Pod("web-a-1", ready: false))!;
        pod["spec"]!["containers"]![0]!["startupProbe"] = new JsonObject { ["periodSeconds"] = int.MaxValue, ["failureThreshold"] = int.MaxValue };
        cluster.Put(pod);
        cluster.Read(Known.Workload.BelowMinimum).Known.ShouldBeTrue();
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void Times_at_the_end_of_the_calendar_break_no_count(string time)
    {
        var cluster = new TestCluster();
        cluster.Put(Shapes.ConfigMap("web-config", new() { ["A"] = "1" }));
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", restarts: 3, last: Shapes.End(-70, -61)), ready: false));
        var text = JsonSerializer.Serialize(Shapes.ConfigMap("web-config", new() { ["A"] = "2" })).Replace(TestCluster.At(-7200), time, StringComparison.Ordinal);
        cluster.Put(JsonNode.Parse(text)!);
        var kill = JsonNode.Parse(JsonSerializer.Serialize(Shapes.Event("Killing", "web-a-1", "Container web failed liveness probe", -62, -61)).Replace(TestCluster.At(-62), time, StringComparison.Ordinal))!;
        cluster.Put(kill);
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
        cluster.Read(Known.Crash.LivenessShare).Known.ShouldBeTrue();
    }

    [Xunit.Fact]
    public void Nothings_in_a_list_are_passed_over()
    {
        var pod = JsonSerializer.SerializeToNode(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", restarts: 3, last: Shapes.End(-70, -61)), ready: false))!;
        foreach (var list in (JsonArray[])[pod["status"]!["conditions"]!.AsArray(), pod["status"]!["containerStatuses"]!.AsArray(), pod["metadata"]!["ownerReferences"]!.AsArray(), pod["spec"]!["containers"]!.AsArray()])
            list.Insert(0, null);
        var cluster = new TestCluster();
        cluster.Put(pod);
        cluster.Read(Known.Crash.LoopingPods).Value.ShouldBe(1);
    }

    [Xunit.Fact]
    public void A_workload_that_cannot_be_worked_on_is_unknown_and_the_others_are_judged()
    {
        var story = new Story();
        story.Lists("poison", "web");
        story.Projector.Project(story.Now);
        var (signals, touched) = story.Window.Take(story.Now);
        signals.Read(Known.Crash.LoopingPods, Resource("poison")).Known.ShouldBeFalse();
        signals.Read(Known.Crash.LoopingPods, Resource("web")).Value.ShouldBe(1);
        var two = Course.Engine().Pass(signals, touched).Scenarios.Single(one => one.Seed.Number == 2);
        two.Status.ShouldBe(Status.Unknown);
        two.Because!.Message.ShouldContain("poison: no value");

        story.Poison = "nothing";
        story.Time.Pass(1);
        story.Projector.Project(story.Now);
        story.Window.Freeze(story.Now).Read(Known.Crash.LoopingPods, Resource("poison")).Value.ShouldBe(1, "it is tried again");
    }

    [Xunit.Fact]
    public async Task A_projector_that_fails_makes_its_cluster_unknown_with_the_cause_and_comes_back_by_itself()
    {
        var projection = new Stumbling();
        var story = new Story(projection);
        using var stop = new CancellationTokenSource();
        story.Lists("web");
        var running = story.Projector.RunAsync(TimeProvider.System, stop.Token);
        await Eventually.BeAsync(() => story.Pods().Freshness == Freshness.Fresh);

        projection.Stumbles = true;
        await Eventually.BeAsync(() => story.Pods(story.Later(60)).Because?.Cause == UnknownCause.CollectorError);
        story.Lists("web", "cart");
        await Eventually.PassAsync(0.4);
        story.Pods(story.Later(60)).Freshness.ShouldBe(Freshness.Lost, "a proof of life that nothing was made of is none");

        projection.Stumbles = false;
        await Eventually.BeAsync(() => story.Pods().Because is null && story.Window.Freeze(story.Now).Exists(Resource("cart")));
        running.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await running.ShouldThrowAsync<OperationCanceledException>();
    }

    private static Resource Resource(string name) => new(Kinds.Deployment, name, "shop", Scope.Cluster, Scope.Region);

    private sealed class Stumbling : IClusterProjection
    {
        public bool Stumbles { get; set; }

        public string Name => "stumbling";

        public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known) =>
            Stumbles ? throw new InvalidOperationException("stumbled") : [];
    }

    /// <summary>A cluster of crashing workloads; over texts with a certain word the cleaning stumbles.</summary>
    private sealed class Story
    {
        private readonly ClusterCache _cache;
        private int _version;

        public Story(params IClusterProjection[] projections)
        {
            Window = new LiveWindow(Time);
            _cache = new ClusterCache(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region), Time,
                text => text.Contains(Poison, StringComparison.Ordinal) ? throw new InvalidOperationException("stumbled") : text, new KubernetesOptions());
            Projector = new ClusterProjector(_cache, Window, projections);
        }

        public string Poison { get; set; } = "poison";

        public SplitTime Time { get; } = new();

        public LiveWindow Window { get; }

        public ClusterProjector Projector { get; }

        public Moment Now => Moment.Of(Time);

        public Moment Later(double seconds) => Now with { Mono = Now.Mono + TimeSpan.FromSeconds(seconds) };

        public Coverage Pods(Moment? now = null) => Window.Freeze(now ?? Now).Coverage(Scope, Streams.Pods);

        public void Lists(params string[] names)
        {
            _version++;
            _cache.Deployments.Replace([.. names.Select(name => Objects.Of(ResourceTypes.Deployments, Shapes.Deployment(name), _version))]);
            _cache.ReplicaSets.Replace([.. names.Select(name => Objects.Of(ResourceTypes.ReplicaSets, Shapes.ReplicaSet($"{name}-a", name), _version))]);
            _cache.Pods.Replace([.. names.Select(name => Objects.Of(ResourceTypes.Pods, Shapes.Pod($"{name}-a-1", Shapes.Waiting("CrashLoopBackOff", restarts: 3, last: Shapes.End(-70, -61)), $"{name}-a", ready: false), _version))]);
            foreach (var stream in Course.Streams)
            {
                Projector.Inlet.Complete(Scope, stream);
                Projector.Inlet.Alive(Scope, stream, Interval);
            }
        }
    }
}
