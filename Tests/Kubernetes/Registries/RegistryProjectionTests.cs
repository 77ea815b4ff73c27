using ApnaKart.Watch.Collectors.Kubernetes.Registries;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Registries;

public sealed class RegistryProjectionTests
{
    private const string Ecr = "111122223333.dkr.ecr.ap-south-1.amazonaws.com";
    private const string Web = $"{Ecr}/web:429.1";
    private const string Cart = $"{Ecr}/cart:2";
    private const string Throttled = "failed to pull and unpack image \"IMG\": failed to copy: httpReadSeeker: failed open: unexpected status code https://h/v2/x/blobs/sha256:ab: 429 Too Many Requests - Server message: toomanyrequests: Rate exceeded";

    private static readonly Resource Registry = new(Kinds.Registry, Ecr, "", "c1", "ap-south-1");

    private readonly TestCluster _cluster = new TestCluster().Listed(Streams.Pods, Streams.Events);
    private int _events;

    [Fact]
    public void Pods_that_wait_for_a_throttled_image_are_counted_with_their_workloads()
    {
        _cluster.Put(Shapes.Deployment());
        _cluster.Put(Shapes.ReplicaSet("web-a"));
        Waits("web-a-1", Web);
        Waits("web-a-2", Cart, node: "node-2");
        Runs("web-a-3", Web);
        var signals = _cluster.See();
        var pods = signals.Read(Known.Registry.ThrottledPods, Registry);
        (pods.Value, pods["nodes"], pods["workloads"], pods["ecrRegion"], pods["account"]).ShouldBe((2d, "2", "1", "ap-south-1", "111122223333"));
        pods["table"]!.Split('\n').ShouldBe([$"shop/web|1|{Cart}", $"shop/web|1|{Web}"]);
        signals.Read(Known.Registry.ThrottledImages, Registry).Value.ShouldBe(2);
        signals.Read(Known.Registry.WorkloadPods, TestCluster.Resource("web"))["registries"].ShouldBe(Ecr);

        Runs("web-a-1", Web);
        Runs("web-a-2", Cart);
        _cluster.To(2);
        signals = _cluster.See();
        signals.Read(Known.Registry.ThrottledPods, Registry).Value.ShouldBe(0);
        signals.Read(Known.Registry.WorkloadPods, TestCluster.Resource("web")).Value.ShouldBeNull();
    }

    [Fact]
    public void Pulls_are_counted_by_their_end_for_five_minutes()
    {
        Waits("web-a-1", Web);
        Runs("web-a-2", Web);
        Event("web-a-1", "Failed", $"Failed to pull image \"{Web}\": {Throttled}", -20);
        Event("web-a-1", "Failed", "Error: ErrImagePull", -20);
        Event("web-a-2", "Pulled", $"Successfully pulled image \"{Web}\" in 1m2.418s (1m40.002s including waiting). Image size: 412345678 bytes.", -10);
        Event("web-a-2", "Pulled", $"Container image \"{Web}\" already present on machine", -5);
        Event("web-a-2", "Failed", $"(combined from similar events): Failed to pull image \"{Web}\": rpc error: code = NotFound desc = x: not found", -15);
        var signals = _cluster.See();
        var attempts = signals.Read(Known.Registry.Attempts, Registry);
        (attempts.Value, attempts["throttled"], attempts["succeeded"]).ShouldBe((3d, "1", "1"));
        signals.Read(Known.Registry.ThrottledRatio, Registry).Value!.Value.ShouldBe(1 / 3d, 0.001);
        signals.Read(Known.Registry.ImagesBoth, Registry).Value.ShouldBe(1);
        signals.Read(Known.Registry.PullTime, Registry).Value!.Value.ShouldBe(62.418, 0.001);
        signals.Read(Known.Registry.QueueTime, Registry).Value!.Value.ShouldBe(37.584, 0.001);

        _cluster.To(300);
        _cluster.See().Read(Known.Registry.Attempts, Registry).Value.ShouldBe(0);
        _cluster.See().Read(Known.Registry.ThrottledRatio, Registry).Value.ShouldBeNull("no pull is no share");
    }

    [Fact]
    public void A_pull_is_under_way_from_its_beginning_to_its_end()
    {
        _cluster.Put(Shapes.Pod("web-a-1", Shapes.Waiting("ContainerCreating"), image: Web, ready: false, created: -30));
        Event("web-a-1", "Pulling", $"Pulling image \"{Web}\"", -8);
        _cluster.See().Read(Known.Registry.InFlight, Registry).Value.ShouldBe(1);
        _cluster.Read(Known.Registry.YoungPods).Value.ShouldBeNull("it belongs to the registry");
        _cluster.See().Read(Known.Registry.YoungPods, Registry).Value.ShouldBe(1);
        Event("web-a-1", "Pulled", $"Successfully pulled image \"{Web}\" in 178ms (4.295s including waiting). Image size: 5603230 bytes.", -4);
        _cluster.To(2);
        _cluster.See().Read(Known.Registry.InFlight, Registry).Value.ShouldBe(0);
    }

    [Fact]
    public void The_kubelets_own_limit_and_a_digit_in_a_tag_are_no_throttling()
    {
        Waits("web-a-1", Web, "pull QPS exceeded");
        Waits("web-a-2", Web, $"rpc error: code = NotFound desc = failed to pull and unpack image \"{Web}\": failed to resolve reference \"{Web}\": {Web}: not found");
        Event("web-a-1", "Failed", $"Failed to pull image \"{Web}\": pull QPS exceeded", -5);
        var signals = _cluster.See();
        signals.Read(Known.Registry.ThrottledPods, Registry).Value.ShouldBe(0);
        signals.Read(Known.Registry.KubeletLimited, Registry).Value.ShouldBe(1);
        signals.Read(Known.Registry.ThrottledImages, Registry).Value.ShouldBe(0);
        signals.Read(Known.Registry.Attempts, Registry).Value.ShouldBe(0, "what never left the node was no attempt");
    }

    [Fact]
    public void Before_the_first_list_nothing_is_told_and_without_events_only_what_pods_say()
    {
        var early = new TestCluster();
        early.Put(Shapes.Pod("web-a-1", image: Web));
        early.See().Resources(early.Cache.Scope, Kinds.Registry).ShouldBeEmpty();
        early.Listed(Streams.Pods);
        early.See().Read(Known.Registry.ThrottledPods, Registry).Value.ShouldBe(0);
        early.See().Read(Known.Registry.Attempts, Registry).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("62.418s", 62.418)]
    [InlineData("5m0s", 300)]
    [InlineData("178ms", 0.178)]
    [InlineData("250µs", 0.00025)]
    public void Durations_are_read_as_Go_writes_them(string text, double seconds) => GoDuration.Parse(text)!.Value.TotalSeconds.ShouldBe(seconds, 0.00001);

    [Fact]
    public void What_is_no_duration_is_none()
    {
        GoDuration.Parse("soon").ShouldBeNull();
        GoDuration.Parse("").ShouldBeNull();
    }

    private void Waits(string pod, string image, string cause = Throttled, string node = "node-1") =>
        _cluster.Put(Shapes.Pod(pod, Shapes.Waiting("ErrImagePull", cause), image: image, ready: false, phase: "Pending", created: -60, node: node));

    private void Runs(string pod, string image) => _cluster.Put(Shapes.Pod(pod, image: image));

    private void Event(string pod, string reason, string message, double at) =>
        _cluster.Put(Shapes.Event(reason, pod, message, at, at, uid: $"e{++_events}"));
}
