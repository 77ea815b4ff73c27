using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class SlimRecordTests
{
    [Xunit.Theory]
    [Xunit.InlineData("{}")]
    [Xunit.InlineData("""{"metadata":null,"spec":null,"status":null}""")]
    [Xunit.InlineData("""{"metadata":{"labels":null,"annotations":null,"ownerReferences":null},"spec":{"containers":null,"initContainers":null,"volumes":null},"status":{"conditions":null,"containerStatuses":null,"phase":null}}""")]
    [Xunit.InlineData("""{"spec":{"containers":[{"env":null,"envFrom":null,"volumeMounts":null,"name":null}]},"status":{"containerStatuses":[{"state":null,"lastState":null}]}}""")]
    public void What_is_missing_or_null_is_empty(string json)
    {
        var pod = JsonSerializer.Deserialize(json, KubernetesJson.Default.Pod)!;
        pod.Metadata.Labels.ShouldBeEmpty();
        pod.Metadata.Annotations.ShouldBeEmpty();
        pod.Metadata.OwnerReferences.ShouldBeEmpty();
        pod.Status.Phase.ShouldBe("");
        pod.Status.Conditions.ShouldBeEmpty();
        pod.Spec.Volumes.ShouldBeEmpty();
        pod.Spec.AllContainers.ShouldAllBe(container => container.Name == "" && container.Env.Count == 0);
        pod.Status.ContainerStatuses.ShouldAllBe(status => status.State.Waiting == null && status.LastState.Terminated == null);
    }

    [Xunit.Fact]
    public void Words_of_tomorrow_are_kept_as_they_are()
    {
        var pod = JsonSerializer.Deserialize("""{"status":{"phase":"Hibernating","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"Dreaming"}},"newField":{"deep":[1,2]}}]}}""", KubernetesJson.Default.Pod)!;
        pod.Status.Phase.ShouldBe("Hibernating");
        pod.Status.ContainerStatuses[0].State.Waiting!.Reason.ShouldBe("Dreaming");
    }

    [Xunit.Fact]
    public void What_kubectl_applied_last_is_not_kept_as_it_holds_values()
    {
        var map = JsonSerializer.Deserialize("""{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"PASSWORD\":\"x\"}}","a":"b"}}}""", KubernetesJson.Default.ConfigMap)!;
        map.Metadata.Annotations.Keys.ShouldBe(["a"]);
    }

    [Xunit.Fact]
    public void Strings_that_repeat_are_kept_once()
    {
        var first = JsonSerializer.Deserialize("""{"spec":{"nodeName":"ip-10-0-3-17"}}""", KubernetesJson.Default.Pod)!;
        var second = JsonSerializer.Deserialize("""{"spec":{"nodeName":"ip-10-0-3-17"}}""", KubernetesJson.Default.Pod)!;
        ReferenceEquals(first.Spec.NodeName, second.Spec.NodeName).ShouldBeTrue();
    }

    [Xunit.Fact]
    public void Old_and_new_writers_of_events_tell_their_time_in_other_members()
    {
        JsonSerializer.Deserialize("""{"lastTimestamp":"2026-01-01T00:00:05Z","count":7}""", KubernetesJson.Default.KubeEvent)!.Occurrences.ShouldBe(7);
        var next = JsonSerializer.Deserialize("""{"eventTime":"2026-01-01T00:00:01.000002Z","lastTimestamp":null,"series":{"count":3,"lastObservedTime":"2026-01-01T00:00:09.5Z"}}""", KubernetesJson.Default.KubeEvent)!;
        next.Time.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 9, 500, TimeSpan.Zero));
        next.Occurrences.ShouldBe(3);
    }

    [Xunit.Fact]
    public void Every_way_to_read_a_configmap_is_found_and_the_clusters_own_is_left_out()
    {
        var spec = JsonSerializer.Deserialize("""
            {"spec":{"initContainers":[{"name":"init","envFrom":[{"configMapRef":{"name":"all"}},{"secretRef":{"name":"s"}}]}],
             "containers":[{"name":"web","env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"one","key":"k","optional":true}}},{"name":"B","value":"x"}],
              "volumeMounts":[{"name":"files","mountPath":"/etc/app"},{"name":"single","mountPath":"/app.conf","subPath":"app.conf"},{"name":"mixed","mountPath":"/mixed"}]}],
             "volumes":[{"name":"files","configMap":{"name":"vol"}},{"name":"single","configMap":{"name":"sub","items":[{"key":"app.conf"}]}},
              {"name":"mixed","projected":{"sources":[{"configMap":{"name":"proj"}},{"secret":{"name":"s"}},{"configMap":{"name":"kube-root-ca.crt"}}]}},
              {"name":"idle","configMap":{"name":"unmounted"}},{"name":"s","secret":{"secretName":"s"}}]}}
            """, KubernetesJson.Default.Pod)!.Spec;
        ConfigReferences.Of(spec).Select(use => (use.Name, use.Kind, use.Container, string.Join(',', use.Keys), use.Optional, use.MountPath)).ShouldBe(
        [
            ("all", UseKind.EnvFrom, "init", "", false, null),
            ("one", UseKind.EnvKey, "web", "k", true, null),
            ("vol", UseKind.Volume, "web", "", false, "/etc/app"),
            ("sub", UseKind.SubPath, "web", "app.conf", false, "/app.conf"),
            ("proj", UseKind.Projected, "web", "", false, "/mixed"),
            ("unmounted", UseKind.Volume, "", "", false, null),
        ]);
    }

    [Xunit.Fact]
    public void Types_of_resources_carry_the_names_of_their_streams()
    {
        ResourceTypes.Pods.Path.ShouldBe("/api/v1/pods");
        ResourceTypes.ReplicaSets.Path.ShouldBe("/apis/apps/v1/replicasets");
        ResourceTypes.Jobs.Group.ShouldBe("batch");
        ResourceTypes.Events.FieldSelector.ShouldBeNull("a failed pull's back-off and a liveness kill are of type Normal");
    }
}
