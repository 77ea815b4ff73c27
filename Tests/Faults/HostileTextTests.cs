using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Catalog;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using ApnaKart.Watch.Tests.Properties;
using ApnaKart.Watch.Tests.Recordings;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>
/// Whatever a cluster writes into messages, keys and image names: it comes out clean, capped and without secrets, stands
/// quoted in commands, and the headline is one plain line.
/// </summary>
public sealed class HostileTextTests
{
    private const string Run = "$(: > pwned)`: > pwned`;: > pwned\n: > pwned #'\"\\";
    private const string Secrets = "password=hunter2hunter2 AKIAIOSFODNN7EXAMPLE eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

    private static readonly string Hostile = $"<script>alert(1)</script>\u001b[31m\u0000\u0007\u202e{Run} {Secrets} FATAL configuration error {new string('A', 20_000)}";
    private static readonly string Image = $"registry.example/shop/<b>{Run}:\u001b[2J{new string('v', 5_000)}";
    private const string NarrowKey = "<img/src=x>$(:>pwned)`:>pwned`;:>pwned;'\u001b[31m";
    private static readonly string Key = $"key<img src=x onerror=alert(1)>{Run}\u001b[31m";

    [Xunit.Fact]
    public async Task A_crash_with_hostile_last_words_and_keys_is_told_in_plain_words() => await IsCleanAsync(2, cluster =>
    {
        cluster.Put(Shapes.ConfigMap("web-config", new() { [Key] = Hostile }, changed: -90, manager: Hostile));
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CrashLoopBackOff", Hostile, 4, Shapes.End(-30, -29, message: Hostile)), ready: false));
        cluster.Put(Shapes.Event("Killing", "web-a-1", Hostile, -30, -29));
    });

    [Xunit.Fact]
    public async Task A_missing_key_in_hostile_words_is_told_in_plain_words() => await IsCleanAsync(2, cluster =>
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("CreateContainerConfigError", $"couldn't find key {NarrowKey} in ConfigMap shop/{Hostile}"), ready: false)));

    [Xunit.Fact]
    public async Task A_pull_of_a_hostile_image_with_a_hostile_answer_is_told_in_plain_words() => await IsCleanAsync(4, cluster =>
    {
        cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("ErrImagePull", $"failed to resolve reference \"{Image}\": {Hostile}: 403 Forbidden"), ready: false, image: Image));
        cluster.Put(Shapes.Event("Failed", "web-a-1", $"Failed to pull image \"{Image}\": {Hostile}", -30, -29));
    });

    private static async Task IsCleanAsync(int number, Action<Story> happens)
    {
        var story = new Story();
        story.Put(Shapes.Deployment());
        story.Put(Shapes.ReplicaSet("web-a"));
        story.Put(Shapes.ConfigMap("web-config", new() { ["LEVEL"] = "x" }));
        story.See();
        story.Time.Pass(1);
        happens(story);
        var (report, signals) = story.See();

        var state = report.Scenarios.Single(one => one.Seed.Number == number);
        var resource = state.Resources.ShouldHaveSingleItem();
        state.Headline.ShouldStartWith("web: 1 of 2 pods");
        state.Headline.Length.ShouldBeLessThanOrEqualTo(300);
        state.Headline.ShouldNotContain('\n');
        var texts = Texts(state, resource).Concat(signals.Facts(Story.ConfigMap).SelectMany(fact => (fact.Data ?? new Dictionary<string, string>()).Values.Append(fact.Text)))
            .Concat(signals.Samples.SelectMany(sample => (sample.Detail ?? new Dictionary<string, string>()).Values)).ToList();
        texts.Count.ShouldBeGreaterThan(20);
        foreach (var text in texts)
        {
            text.ShouldAllBe(character => !char.IsControl(character) || character == '\n' || character == '\t');
            Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(SafeText.Cap);
            foreach (var secret in (string[])["hunter2", "AKIA", "eyJ", "\u202e"])
                text.ShouldNotContain(secret);
        }

        await AreQuotedAsync(state.Seed, resource.Judgement.Values);
    }

    private static IEnumerable<string> Texts(ScenarioState state, ResourceState resource) =>
    [
        state.Headline, resource.Judgement.Headline, .. resource.Judgement.Values.Values, .. resource.Judgement.Symptoms.Select(one => one.Text),
        .. resource.Judgement.Causes.Select(one => one.Text), .. resource.Judgement.RuledOut.SelectMany(one => new[] { one.What, one.Why }),
    ];

    /// <summary>Each command of the runbook in a real shell that finds no program: nothing but its own words may happen.</summary>
    private static async Task AreQuotedAsync(Seed seed, IReadOnlyDictionary<string, string> values)
    {
        Assert.SkipUnless(Shell.IsThere, "no /bin/sh here");
        using var shell = new Shell();
        var commands = RunbookRenderer.Render(seed.Runbook, values).SelectMany(section => section.Steps).Select(step => step.Command).OfType<string>().ToList();
        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            await shell.Run($"kubectl() {{ :; }}\naws() {{ :; }}\n{command}\n");
            File.Exists(Path.Combine(shell.Folder, "pwned")).ShouldBeFalse(command);
        }
    }

    private sealed class Story
    {
        private readonly ClusterCache _cache;
        private readonly ClusterProjector _projector;
        private readonly LiveWindow _window;
        private readonly ScenarioEngine _engine = Course.Engine();
        private int _version;

        public Story()
        {
            var scope = Replay.Scope;
            Time.JumpWall((TestCluster.Start - Time.GetUtcNow()).TotalHours);
            _window = new LiveWindow(Time);
            _cache = new ClusterCache(new Resource(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region), Time, text => SafeText.Clean(text), new KubernetesOptions { ConfigMapValueNamespaces = ["shop"] });
            _projector = new ClusterProjector(_cache, _window);
            foreach (var stream in Course.Streams)
                _projector.Inlet.Complete(scope, stream);
        }

        public SplitTime Time { get; } = new();

        public static Resource ConfigMap => new(Kinds.ConfigMap, "web-config", "shop", Replay.Scope.Cluster, Replay.Scope.Region);

        public void Put(object shape)
        {
            var node = JsonSerializer.SerializeToNode(shape)!;
            _version++;
            switch ((string)node["kind"]!)
            {
                case "Pod": _cache.Pods.Apply(WatchKind.Modified, Objects.Of(ResourceTypes.Pods, shape, _version)); break;
                case "Deployment": _cache.Deployments.Apply(WatchKind.Modified, Objects.Of(ResourceTypes.Deployments, shape, _version)); break;
                case "ReplicaSet": _cache.ReplicaSets.Apply(WatchKind.Modified, Objects.Of(ResourceTypes.ReplicaSets, shape, _version)); break;
                case "ConfigMap": _cache.ConfigMaps.Apply(WatchKind.Modified, Objects.Of(ResourceTypes.ConfigMaps, shape, _version)); break;
                case "Event": _cache.Events.Apply(WatchKind.Modified, Objects.Of(ResourceTypes.Events, shape, _version)); break;
                default: throw new ArgumentException("no such kind", nameof(shape));
            }
        }

        public (EngineReport Report, FrozenSignals Signals) See()
        {
            foreach (var stream in Course.Streams)
                _projector.Inlet.Alive(Replay.Scope, stream, TimeSpan.FromSeconds(5));
            _projector.Project(Moment.Of(Time));
            var (signals, touched) = _window.Take(Moment.Of(Time));
            return (_engine.Pass(signals, touched), signals);
        }
    }
}
