using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Edits;
using ApnaKart.Watch.Collectors.Sandbox.Life;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class NetworkOutageTests
{
    private const string Slug = "pod-to-pod-failure";

    [Fact]
    public void Each_service_has_one_slice_that_follows_its_pods()
    {
        var play = new Play(pace: 0);
        var slices = play.Prod.Store.Read(ApiKinds.EndpointSlices).Items;
        slices.Count.ShouldBe(play.Prod.Store.Read(ApiKinds.Services).Items.Count);
        Ready(play, "payments/payments-api").ShouldBe(6);
        Ready(play, "kube-system/kube-dns").ShouldBe(2);

        var pod = play.Pods("payments/payments-api")[0];
        OperatorEdits.DeletePod(play.Prod, pod.Key);
        play.Live(TimeSpan.FromSeconds(1));
        var leaving = Slice(play, "payments/payments-api").Items("endpoints").SingleOrDefault(endpoint => endpoint.Text("targetRef", "name") == pod.Name);
        leaving?.Text("conditions", "ready").ShouldBe("false");
        play.SecondsUntil(30, () => Ready(play, "payments/payments-api") == 6).ShouldNotBeNull();
        var endpoint = Slice(play, "payments/payments-api").Items("endpoints").First();
        endpoint.Text("zone").ShouldNotBeNull().ShouldStartWith("ap-south-1");
        endpoint.At("addresses")![0]!.ToString().ShouldStartWith("10.20.");
        Slice(play, "payments/payments-api").Items("ports").Single().Number("port").ShouldBe(8080, "the port on which the pods listen");
    }

    [Fact]
    public void Ordinary_life_leaves_each_service_an_endpoint()
    {
        var play = new Play();
        var least = play.Prod.Store.Read(ApiKinds.Services).Items.ToDictionary(service => service.Key, _ => int.MaxValue);
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind == ApiKinds.EndpointSlices)
                least[$"{change.Object.Namespace}/{change.Object.Labels["kubernetes.io/service-name"]}"] = Math.Min(
                    least[$"{change.Object.Namespace}/{change.Object.Labels["kubernetes.io/service-name"]}"],
                    change.Object.Json.Items("endpoints").Count(endpoint => endpoint.Text("conditions", "ready") == "true"));
        };
        play.Live(TimeSpan.FromHours(2));
        least.Where(one => one.Value < 1).Select(one => one.Key).ShouldBeEmpty();
        least.Values.ShouldContain(value => value < int.MaxValue);
    }

    [Fact]
    public void A_wrong_selector_empties_the_service_and_leaves_the_pods_alone_until_it_is_put_right()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, null).ShouldBeTrue();
        play.SecondsUntil(5, () => Ready(play, "payments/payments-api") == 0).ShouldNotBeNull();
        play.Pods("payments/payments-api").ShouldAllBe(pod => pod.IsReady());
        play.Estate.Stop(Slug);
        play.SecondsUntil(5, () => Ready(play, "payments/payments-api") == 6).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("not-ready", "shop/catalog", "shop/catalog")]
    [InlineData("dns", "kube-system/coredns", "kube-system/kube-dns")]
    public void A_probe_that_fails_everywhere_makes_running_pods_unready_and_says_why(string variant, string workload, string service)
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, variant);
        play.SecondsUntil(25, () => Ready(play, service) == 0).ShouldNotBeNull();
        play.Pods(workload).SelectMany(Play.Containers).Count(container => container.At("state", "running") is null || container.Number("restartCount") != 0).ShouldBe(0);
        play.Prod.Store.Read(ApiKinds.Events).Items.Count(one => one.Field("reason") == "Unhealthy" && one.Json.Text("message")!.StartsWith("Readiness probe failed: ", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        play.Estate.Stop(Slug);
        play.SecondsUntil(15, () => Settled.IsSettled(play.Deployment(workload))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("default-deny", "payments/default-deny")]
    [InlineData("dns-policy", "shop/restrict-egress")]
    public void A_policy_is_there_while_the_outage_runs_and_changes_no_pod(string variant, string policy)
    {
        var play = new Play(pace: 0);
        var moved = 0;
        play.Estate.Start(Slug, variant);
        play.Prod.Store.OnChange += change => moved += change.Object.Kind == ApiKinds.EndpointSlices ? 1 : 0;
        play.Live(TimeSpan.FromSeconds(20));
        play.Prod.Store.Find(ApiKinds.NetworkPolicies, policy).ShouldNotBeNull().Json.At("spec", "podSelector").ShouldNotBeNull();
        moved.ShouldBe(0);
        play.Estate.Stop(Slug);
        play.Prod.Store.Find(ApiKinds.NetworkPolicies, policy).ShouldBeNull();
    }

    [Fact]
    public void An_operator_may_take_the_policy_away_first()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "default-deny");
        play.Live(TimeSpan.FromSeconds(2));
        OperatorEdits.DeletePolicy(play.Prod, "payments/default-deny").ShouldNotBeNull();
        play.Prod.Store.Find(ApiKinds.NetworkPolicies, "payments/default-deny").ShouldBeNull();
        play.Estate.Stop(Slug).ShouldBeTrue();
    }

    private static System.Text.Json.Nodes.JsonObject Slice(Play play, string service)
    {
        var parts = service.Split('/');
        return play.Prod.Store.Read(ApiKinds.EndpointSlices).Items.Single(slice => slice.Namespace == parts[0] && slice.Labels["kubernetes.io/service-name"] == parts[1]).Json;
    }

    private static int Ready(Play play, string service) => Slice(play, service).Items("endpoints").Count(endpoint => endpoint.Text("conditions", "ready") == "true");
}
