using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>Collectors, projector and engine run at the same time. What the engine takes must be whole at every moment.</summary>
public sealed class RaceTests
{
    private static readonly Scope Scope = new("ap-south-1", "c1");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Xunit.Fact]
    public async Task Every_last_value_is_in_a_picture_that_also_says_that_it_is_news()
    {
        var window = new LiveWindow(TimeProvider.System);
        var resources = Enumerable.Range(0, 8).Select(number => TestCluster.Resource($"w{number}")).ToList();
        var seen = new Dictionary<Resource, double?>();
        for (var round = 1; round <= 100; round++)
        {
            var value = round;
            var writer = Task.Run(() =>
            {
                foreach (var resource in resources)
                    window.Put(resource, "crash", [new Sample(Known.Crash.LoopingPods, resource, default, value)]);
            }, TestContext.Current.CancellationToken);
            while (!writer.IsCompleted)
                Look();
            await writer;
            Look();
            seen.Values.ShouldAllBe(last => last == value, "a value was judged by its old number and then forgotten");
        }

        void Look()
        {
            var (signals, touched) = window.Take(Moment.Of(TimeProvider.System));
            foreach (var resource in touched)
                seen[resource] = signals.Read(Known.Crash.LoopingPods, resource).Value;
        }
    }

    [Xunit.Fact]
    public async Task No_workload_is_seen_half_projected_while_lists_and_changes_pour_in()
    {
        var window = new LiveWindow(TimeProvider.System);
        var cache = Cache();
        var projector = new ClusterProjector(cache, window);
        using var stop = new CancellationTokenSource();
        var feeding = Task.Run(() => Feed(cache, stop.Token), TestContext.Current.CancellationToken);
        var projecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                projector.Project(Moment.Of(TimeProvider.System));
        }, TestContext.Current.CancellationToken);

        var looked = 0;
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2))
        {
            var signals = window.Freeze(Moment.Of(TimeProvider.System));
            foreach (var workload in Kinds.Workloads.SelectMany(kind => signals.Resources(Scope, kind)))
            {
                looked++;
                foreach (var signal in (Signal[])[Known.Workload.Ready, Known.Workload.Production, Known.Crash.LoopingPods, Known.Crash.ReadsConfigMap, Known.ImagePull.FailingPods])
                    signals.Read(signal, workload).Known.ShouldBeTrue($"{workload} without {signal}");
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(feeding, projecting);
        looked.ShouldBeGreaterThan(1000);
    }

    [Xunit.Fact]
    public void A_list_is_complete_only_once_its_workloads_are_in_the_picture()
    {
        var cluster = new Held();
        cluster.Lists(crashing: true);
        cluster.Freshness().ShouldBe(Freshness.Lost);
        cluster.Project();
        cluster.Freshness().ShouldBe(Freshness.Fresh);
        cluster.Crashing().ShouldBe(1);
    }

    [Xunit.Fact]
    public void A_return_after_an_outage_is_told_only_with_what_it_brought()
    {
        var cluster = new Held();
        cluster.Lists(crashing: false);
        cluster.Project();
        cluster.Time.Pass(60);
        cluster.Freshness().ShouldBe(Freshness.Lost);
        // While nobody could look, the pods began to crash. The list is in; the projector has not had its turn.
        cluster.Lists(crashing: true);
        (cluster.Freshness(), cluster.Crashing()).ShouldBe((Freshness.Lost, 0d), "healthy on what was known before the outage");
        cluster.Project();
        (cluster.Freshness(), cluster.Crashing()).ShouldBe((Freshness.Fresh, 1d));
    }

    [Xunit.Fact]
    public void A_proof_of_life_that_waited_counts_from_when_it_came()
    {
        var cluster = new Held();
        cluster.Lists(crashing: false);
        cluster.Time.Pass(12);
        cluster.Project();
        cluster.Freshness().ShouldBe(Freshness.Aging);
    }

    [Xunit.Fact]
    public void A_failure_that_waited_keeps_its_place_among_the_proofs()
    {
        var cluster = new Held();
        cluster.Lists(crashing: false);
        cluster.Inlet.Failed(Scope, Streams.Pods, UnknownCause.Throttled, "pods", "slow down");
        cluster.Project();
        cluster.Time.Pass(12);
        cluster.Window.Freeze(cluster.Now).Coverage(Scope, Streams.Pods).Because!.Cause.ShouldBe(UnknownCause.Throttled);
        cluster.Inlet.Failed(Scope, Streams.Pods, UnknownCause.Throttled, "pods", "slow down");
        cluster.Inlet.Alive(Scope, Streams.Pods, Interval);
        cluster.Project();
        cluster.Window.Freeze(cluster.Now).Coverage(Scope, Streams.Pods).Because.ShouldBeNull();
    }

    private static ClusterCache Cache(TimeProvider? time = null) =>
        new(new Resource(Kinds.Cluster, Scope.Cluster, "", Scope.Cluster, Scope.Region), time ?? TimeProvider.System, text => text, new KubernetesOptions());

    /// <summary>Owners and pods come and go, in every order, by lists and by changes.</summary>
    private static void Feed(ClusterCache cache, CancellationToken stop)
    {
        for (var version = 1; !stop.IsCancellationRequested; version++)
        {
            var random = new Random(version);
            var names = Enumerable.Range(0, 6).Where(_ => random.Next(3) > 0).Select(number => $"w{number}").ToList();
            var pods = names.Select(name => Objects.Of(ResourceTypes.Pods, Shapes.Pod($"{name}-a-1", random.Next(2) == 0 ? Shapes.Waiting("CrashLoopBackOff", restarts: 3) : null, $"{name}-a", ready: false), version)).ToList();
            Action[] lists =
            [
                () => cache.Pods.Replace(pods),
                () => cache.Deployments.Replace([.. names.Select(name => Objects.Of(ResourceTypes.Deployments, Shapes.Deployment(name), version))]),
                () => cache.ReplicaSets.Replace([.. names.Select(name => Objects.Of(ResourceTypes.ReplicaSets, Shapes.ReplicaSet($"{name}-a", name), version))]),
                () => pods.ForEach(pod => cache.Pods.Apply(WatchKind.Deleted, pod)),
            ];
            random.Shuffle(lists);
            foreach (var list in lists)
                list();
        }
    }

    /// <summary>A cluster of one workload whose projector has its turn when the test says so.</summary>
    private sealed class Held
    {
        private readonly ClusterCache _cache;
        private readonly ClusterProjector _projector;
        private int _version;

        public Held()
        {
            Window = new LiveWindow(Time);
            _cache = Cache(Time);
            _projector = new ClusterProjector(_cache, Window);
        }

        public SplitTime Time { get; } = new();

        public LiveWindow Window { get; }

        public IWindowWriter Inlet => _projector.Inlet;

        public Moment Now => Moment.Of(Time);

        public void Project() => _projector.Project(Now);

        public void Lists(bool crashing)
        {
            _cache.Deployments.Replace([Objects.Of(ResourceTypes.Deployments, Shapes.Deployment(), ++_version)]);
            _cache.ReplicaSets.Replace([Objects.Of(ResourceTypes.ReplicaSets, Shapes.ReplicaSet("web-a"), _version)]);
            _cache.Pods.Replace([Objects.Of(ResourceTypes.Pods, Shapes.Pod("web-a-1", crashing ? Shapes.Waiting("CrashLoopBackOff", restarts: 3) : null, ready: !crashing), _version)]);
            foreach (var stream in Known.Crash.LoopingPods.Streams)
            {
                Inlet.Complete(Scope, stream);
                Inlet.Alive(Scope, stream, Interval);
            }
        }

        public double? Crashing() => Read().Value;

        public Freshness Freshness() => Read().Coverage.Freshness;

        private Reading Read() => Window.Freeze(Now).Read(Known.Crash.LoopingPods, TestCluster.Resource("web"));
    }
}
