using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

/// <summary>Single objects from other clusters and other versions of Kubernetes, seen a few seconds after their last change.</summary>
public sealed class SingleObjectTests
{
    [Theory]
    [InlineData("crashloop/argo-pod-crashloop.yaml", 1)]
    [InlineData("crashloop/troubleshoot-pod-crashloop.json", 1)]
    [InlineData("crashloop/troubleshoot-pod-init-crashloop.json", 1)]
    [InlineData("crashloop/argo-pod-error.yaml", 1)]
    [InlineData("crashloop/argo-pod-running-restart-onfailure.yaml", 1)]
    [InlineData("negative/argo-pod-failed.yaml", 0)]
    [InlineData("negative/argo-pod-running-not-ready.yaml", 0)]
    [InlineData("negative/argo-pod-running-restart-always.yaml", 0)]
    [InlineData("negative/argo-pod-succeeded.yaml", 0)]
    [InlineData("negative/troubleshoot-pod-failed-mount.json", 0)]
    [InlineData("negative/troubleshoot-pod-oomkilled-job.json", 0)]
    [InlineData("negative/troubleshoot-pod-pending-affinity.json", 0)]
    [InlineData("imagepull/argo-pod-imagepullbackoff.yaml", 0)]
    public void A_crash_loop_is_seen_and_nothing_else_is_taken_for_one(string file, int loops) =>
        Samples(file).Where(sample => sample.Signal == Known.Crash.LoopingPods).Sum(sample => sample.Value).ShouldBe(loops);

    [Theory]
    [InlineData("imagepull/argo-pod-imagepullbackoff.yaml", "Other")]
    [InlineData("imagepull/argo-pod-running-restart-never-with-ignore-annotation-backoff.yaml", "Other")]
    [InlineData("imagepull/troubleshoot-pod-imagepull-registry-tls.json", "Network")]
    public void A_failed_pull_is_classed(string file, string expected)
    {
        var failing = Samples(file).Where(sample => sample.Signal == Known.ImagePull.FailingPods).ShouldHaveSingleItem();
        (failing.Value, failing.Detail!["class"]).ShouldBe((1d, expected));
    }

    [Theory]
    [InlineData("rollout/argo-deployment-degraded.yaml", 1)]
    [InlineData("rollout/argo-deployment-progressing.yaml", 0)]
    [InlineData("rollout/argo-deployment-suspended.yaml", 0)]
    [InlineData("negative/troubleshoot-deployments-default.json", 0)]
    [InlineData("negative/troubleshoot-deployments-monitoring.json", 0)]
    public void A_rollout_past_its_deadline_is_stuck(string file, int stuck) =>
        Samples(file).Where(sample => sample.Signal == Known.Workload.RolloutStuck).Sum(sample => sample.Value).ShouldBe(stuck);

    [Theory]
    [InlineData("crashloop/troubleshoot-events-init-crashloop.json")]
    [InlineData("imagepull/troubleshoot-events-imagepull.json")]
    [InlineData("imagepull/troubleshoot-events-mixed-faults.json")]
    [InlineData("nodes/troubleshoot-nodes-7-ready.json")]
    [InlineData("negative/troubleshoot-jobs-test.json")]
    [InlineData("cluster-minikube-1.31-nri/pods.yaml")]
    public void Lists_of_any_kind_are_read(string file) => Should.NotThrow(() => Samples(file));

    private static List<Sample> Samples(string file)
    {
        var path = Fixtures.Path(["kubernetes", .. file.Split('/')]);
        Assert.SkipUnless(path is not null, Fixtures.Absent);
        var objects = Objects(Read(path!));
        objects.ShouldNotBeEmpty();
        var time = new FakeTimeProvider(objects.Max(Latest).AddSeconds(5));
        var cache = new ClusterCache(new Resource(Kinds.Cluster, "c", "", "c"), time, text => text, new KubernetesOptions());
        foreach (var one in objects)
            Put(cache, one);
        var window = new LiveWindow(time);
        new ClusterProjector(cache, window).Project(Moment.Of(time));
        return [.. window.Freeze(Moment.Of(time)).Samples];
    }

    internal static void Put(ClusterCache cache, JsonObject one)
    {
        switch ((string?)one["kind"])
        {
            case "Pod": To(ResourceTypes.Pods, cache.Pods); break;
            case "Deployment": To(ResourceTypes.Deployments, cache.Deployments); break;
            case "ReplicaSet": To(ResourceTypes.ReplicaSets, cache.ReplicaSets); break;
            case "Event": To(ResourceTypes.Events, cache.Events); break;
            case "Node": To(ResourceTypes.Nodes, cache.Nodes); break;
            case "Job": To(ResourceTypes.Jobs, cache.Jobs); break;
            case var kind: throw new InvalidDataException($"unexpected kind {kind}");
        }

        void To<T>(ResourceType<T> type, IObjectSink<T> sink)
            where T : class, IKubernetesObject => sink.Apply(WatchKind.Added, one.Deserialize(type.Json)!);
    }

    /// <summary>Items of a list do not name their kind: the list does.</summary>
    internal static List<JsonObject> Objects(JsonNode root)
    {
        if (root["items"] is not JsonArray items)
            return [root.AsObject()];
        var kind = ((string?)root["kind"])?.Replace("List", "", StringComparison.Ordinal);
        return [.. items.Select(item =>
        {
            var one = item!.AsObject();
            if (one["kind"] is null)
                one["kind"] = kind;
            return one;
        })];
    }

    internal static DateTimeOffset Latest(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => Latest(member.Value)).DefaultIfEmpty().Max(),
        JsonArray items => items.Select(Latest).DefaultIfEmpty().Max(),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length is >= 20 and <= 30
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => default,
    };

    internal static JsonNode Read(string path)
    {
        var text = File.ReadAllText(path);
        if (path.EndsWith(".json", StringComparison.Ordinal))
            return JsonNode.Parse(text)!;
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text);
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree))!;
    }
}
