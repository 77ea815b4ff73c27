using System.Text.Json;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Autoscaling;

public sealed class HpaProjectionTests
{
    private const string Unable = "the HPA was unable to compute the replica count: failed to get cpu utilization: ";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private readonly HpaProjection _projection = new();
    private readonly ClusterCache _cache;

    public HpaProjectionTests() =>
        _cache = new ClusterCache(new Resource(Kinds.Cluster, "c1", "", "c1", "ap-south-1"), _time, text => text, new KubernetesOptions());

    [Fact]
    public void Demand_is_the_greatest_of_its_metrics_against_their_targets()
    {
        Put(metrics: """[{"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":60}}},{"type":"Pods","pods":{"metric":{"name":"rps"},"target":{"averageValue":"100"}}}]""",
            current: """[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":54,"averageValue":"54m"}}},{"type":"Pods","pods":{"metric":{"name":"rps"},"current":{"averageValue":"162500m"}}}]""");
        Read(Known.Hpa.Demand)!.Value.ShouldBe(1.625);
        Read(Known.Hpa.Current)!.Detail!["metrics"].ShouldBe("cpu 54 % of 60 %\nrps 162500m of 100");
        (Read(Known.Hpa.Current)!.Detail!["targetKind"], Read(Known.Hpa.Current)!.Detail!["target"]).ShouldBe(("deployment", "web"));
    }

    [Theory]
    [InlineData(1, 3, 300, "TooManyReplicas", 0.4)] // asked for, and not there yet
    [InlineData(3, 3, 300, "TooManyReplicas", 0.8)]
    [InlineData(3, 3, 65, "TooManyReplicas", 0)] // within the tolerance
    [InlineData(3, 3, 54, "DesiredWithinRange", 0)] // a full house
    [InlineData(1, 2, 80, "ScaleUpLimit", 0)]
    [InlineData(1, 1, 2, "TooFewReplicas", 0)]
    public void Only_one_at_its_maximum_with_demand_has_a_deficit(int current, int desired, int use, string reason, double deficit)
    {
        Put(replicas: (current, desired), use: use, limited: reason);
        Read(Known.Hpa.Deficit)!.Value.ShouldBe(deficit, 0.001);
        (Read(Known.Hpa.MaxedFor)!.Value > 0).ShouldBe(deficit > 0);
    }

    [Fact]
    public void The_word_about_limits_is_not_read_while_it_is_blind()
    {
        Put(replicas: (3, 3), use: 120, limited: "TooManyReplicas");
        Read(Known.Hpa.MaxedFor)!.Value.ShouldBeGreaterThan(0);
        Put(replicas: (3, 3), use: null, limited: "TooManyReplicas", active: "FailedGetResourceMetric", message: $"{Unable}x");
        Read(Known.Hpa.MaxedFor)!.Value.ShouldBe(0);
        Read(Known.Hpa.Demand).ShouldBeNull();
        Read(Known.Hpa.Deficit).ShouldBeNull();
        Read(Known.Hpa.LastDemand)!.Value.ShouldBe(2);
    }

    [Theory]
    [InlineData("FailedGetResourceMetric", "missing request for cpu in container log-shipper of Pod search-7555cdbc64-l7q4k", HpaBlindness.MissingRequest)]
    [InlineData("FailedGetResourceMetric", "missing request for cpu", HpaBlindness.MissingRequest)]
    [InlineData("FailedGetResourceMetric", "unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)", HpaBlindness.MetricsApi)]
    [InlineData("FailedGetResourceMetric", "unable to get metrics for resource cpu: no metrics returned from resource metrics API", HpaBlindness.NoSamples)]
    [InlineData("InvalidSelector", "the HPA target's scale is missing a selector", HpaBlindness.Selector)]
    [InlineData("FailedGetExternalMetric", "unable to get external metric shop/queue/nil", HpaBlindness.OtherMetric)]
    [InlineData("FailedGetResourceMetric", "something else", HpaBlindness.Other)]
    public void The_controllers_words_say_why_it_is_blind(string reason, string words, HpaBlindness cause)
    {
        Put(use: null, active: reason, message: Unable + words);
        var blind = Read(Known.Hpa.BlindFor)!;
        blind.Detail!["cause"].ShouldBe(cause.ToString());
        blind.Detail["reason"].ShouldBe(reason);
        if (words.Contains("log-shipper", StringComparison.Ordinal))
            (blind.Detail["container"], blind.Detail["pod"], blind.Detail["resource"]).ShouldBe(("log-shipper", "search-7555cdbc64-l7q4k", "cpu"));
    }

    [Fact]
    public void Blindness_grows_from_the_controllers_own_time_and_a_target_of_no_replicas_is_none()
    {
        Put(use: null, active: "FailedGetResourceMetric", message: Unable, since: -20);
        Read(Known.Hpa.BlindFor)!.Value.ShouldBe(20);
        _time.Advance(TimeSpan.FromSeconds(27));
        Read(Known.Hpa.BlindFor)!.Value.ShouldBe(45);
        Put(use: 50);
        Read(Known.Hpa.BlindFor)!.Value.ShouldBe(0);
        Put(use: null, active: "ScalingDisabled", message: "scaling is disabled since the replica count of the target is zero");
        Read(Known.Hpa.BlindFor)!.Value.ShouldBe(0);
    }

    [Fact]
    public void One_that_its_controller_never_looked_at_is_not_known_unless_it_is_new()
    {
        Put(conditions: "[]", created: -600);
        Read(Known.Hpa.BlindFor).ShouldBeNull();
        Put(conditions: "[]", created: -30);
        Read(Known.Hpa.BlindFor)!.Value.ShouldBe(0);
    }

    [Fact]
    public void One_metric_of_two_without_a_value_is_told_too()
    {
        Put(metrics: """[{"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":60}}},{"type":"External","external":{"metric":{"name":"queue"},"target":{"value":"30"}}}]""",
            current: """[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":54}}},{"type":""}]""");
        Read(Known.Hpa.BlindFor)!.Detail!["reason"].ShouldBe("UnknownMetric");
    }

    [Fact]
    public void Replicas_asked_for_that_are_not_there_count_from_when_they_were_seen_missing()
    {
        Put(replicas: (2, 3), use: 100);
        Read(Known.Hpa.NotConvergingFor)!.Value.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(92));
        Read(Known.Hpa.NotConvergingFor)!.Value.ShouldBe(90);
        Put(replicas: (3, 3), use: 60);
        Read(Known.Hpa.NotConvergingFor)!.Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"requests":{"cpu":"100m"},"limits":{"cpu":"1"}}""", """{"requests":{"cpu":"100m"},"limits":{"cpu":"500m"}}""", null, 0.08)]
    [InlineData("""{"requests":{"cpu":"100m"},"limits":{"cpu":"100m"}}""", """{"limits":{"cpu":"100m"}}""", null, 0.6)] // a limit alone is the request too
    [InlineData("""{"requests":{"cpu":"100m"}}""", """{"requests":{"memory":"1Gi"}}""", "sidecar", null)]
    [InlineData("""{"requests":{"cpu":"100m"}}""", """{"requests":{"cpu":"10m"}}""", null, null)] // without limits there is no end
    public void Requests_and_limits_of_every_container_count(string web, string sidecar, string? missing, double? reachable)
    {
        Put(use: 54);
        _cache.Deployments.Apply(WatchKind.Added, JsonSerializer.Deserialize($$$"""
            {"metadata":{"name":"web","namespace":"shop","uid":"u1","resourceVersion":"1"},
             "spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"web","resources":{{{web}}} },{"name":"sidecar","resources":{{{sidecar}}} }] } } } }
            """, ResourceTypes.Deployments.Json)!);
        Read(Known.Hpa.MissingRequest)!.Value.ShouldBe(missing is null ? 0 : 1);
        Read(Known.Hpa.MissingRequest)!.Detail!.GetValueOrDefault("container").ShouldBe(missing);
        if (reachable is null)
            Read(Known.Hpa.TargetOfReachable).ShouldBeNull();
        else
            Read(Known.Hpa.TargetOfReachable)!.Value.ShouldBe(reachable.Value, 0.001);
    }

    [Fact]
    public void The_metrics_api_that_does_not_answer_is_an_answer_and_one_that_is_not_served_is_none()
    {
        Put(use: 54);
        var sink = _cache.Shelf<MetricsAnswer>();
        Read(Known.Hpa.MetricsAvailable).ShouldBeNull();
        sink.Replace([new MetricsAnswer { Available = true, At = Moment.Of(_time), Nodes = [new NodeMetrics { Metadata = new() { Name = "n1" }, Timestamp = _time.GetUtcNow().AddSeconds(-17) }] }]);
        _cache.Nodes.Replace([Node("n1"), Node("n2")]);
        (Read(Known.Hpa.MetricsAvailable)!.Value, Read(Known.Hpa.MetricsAge)!.Value, Read(Known.Hpa.MetricsCoverage)!.Value).ShouldBe((1, 17, 0.5));
        sink.Replace([new MetricsAnswer { Message = "service unavailable", At = Moment.Of(_time) }]);
        Read(Known.Hpa.MetricsAvailable)!.Value.ShouldBe(0);
        Read(Known.Hpa.MetricsAge).ShouldBeNull();
    }

    private static Node Node(string name) => JsonSerializer.Deserialize(
        $$$"""{"metadata":{"name":"{{{name}}}"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""", ResourceTypes.Nodes.Json)!;

    private Sample? Read(Signal signal) => _cache.Read(state => _projection.Project(state, Moment.Of(_time), _ => true).Single().Samples.SingleOrDefault(sample => sample.Signal == signal));

    private int _version;

    private void Put((int, int)? replicas = null, int? use = 54, string limited = "DesiredWithinRange", string active = "ValidMetricFound", string message = "", double since = 0, double created = -3600,
        string? metrics = null, string? current = null, string? conditions = null)
    {
        var (now, desired) = replicas ?? (2, 2);
        metrics ??= """[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}]""";
        current ??= use is null ? """[{"type":""}]""" : $$$"""[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":{{{use}}} } } }]""";
        conditions ??= $$$"""
            [{"type":"AbleToScale","status":"True","reason":"SucceededGetScale"},
             {"type":"ScalingActive","status":"{{{(active == "ValidMetricFound" ? "True" : "False")}}}","reason":"{{{active}}}","message":"{{{message}}}","lastTransitionTime":"{{{At(since)}}}"},
             {"type":"ScalingLimited","status":"{{{(limited == "DesiredWithinRange" ? "False" : "True")}}}","reason":"{{{limited}}}"}]
            """;
        _cache.Shelf<Hpa>().Apply(WatchKind.Modified, JsonSerializer.Deserialize($$$"""
            {"metadata":{"name":"web","namespace":"shop","uid":"hpa-web","resourceVersion":"{{{++_version}}}","creationTimestamp":"{{{At(created)}}}"},
             "spec":{"scaleTargetRef":{"kind":"Deployment","name":"web","apiVersion":"apps/v1"},"minReplicas":1,"maxReplicas":3,"metrics":{{{metrics}}}},
             "status":{"currentReplicas":{{{now}}},"desiredReplicas":{{{desired}}},"currentMetrics":{{{current}}},"conditions":{{{conditions}}} } }
            """, AutoscalingTypes.Hpas.Json)!);
    }

    private string At(double seconds) => _time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
