using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.ControlPlane;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ControlPlaneOutageTests
{
    private const string Slug = "cluster-corruption";
    private const string Manager = "kube-controller-manager";
    private const string Metrics = "v1beta1.metrics.k8s.io";

    [Fact]
    public void Leaders_renew_every_two_seconds()
    {
        var play = new Play(pace: 0);
        var before = Renewed(play, Manager);
        play.Live(TimeSpan.FromSeconds(5));
        (Renewed(play, Manager) - before).ShouldBeGreaterThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Controllers_that_stand_still_replace_nothing_and_catch_up_when_they_go_on()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "controllers").ShouldBeTrue();
        play.Live(TimeSpan.FromSeconds(2));
        var stood = Renewed(play, Manager);
        play.Live(TimeSpan.FromSeconds(60));
        Renewed(play, Manager).ShouldBe(stood);
        play.Pods("kube-system/coredns").ShouldBeEmpty();
        Available(play).ShouldBe("False FailedDiscoveryCheck");

        play.Estate.Stop(Slug);
        play.SecondsUntil(30, () => play.Pods("kube-system/coredns").Count(p => p.IsReady()) == 2 && Available(play) == "True Passed").ShouldNotBeNull();
        Renewed(play, Manager).ShouldBeGreaterThan(stood);
    }

    [Fact]
    public void A_webhook_that_cannot_be_called_refuses_every_pod_in_the_words_of_the_server()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "webhook").ShouldBeTrue();
        play.Live(TimeSpan.FromSeconds(30));
        play.Pods("kube-system/coredns").ShouldBeEmpty();
        var events = play.Prod.Store.Read(ApiKinds.Events).Items.Where(e => e.Field("reason") == "FailedCreate").ToList();
        events.ShouldNotBeEmpty();
        events.Select(e => e.Json.Text("message")!).ShouldAllBe(message => message.Contains("failed calling webhook"));
        play.Prod.Store.Read(ApiKinds.ReplicaSets).Items.ShouldContain(set => set.Name.StartsWith("coredns-") && Objects.Condition(set.Json, "ReplicaFailure") != null);
        Available(play).ShouldBe("False MissingEndpoints");

        play.Estate.Stop(Slug);
        play.SecondsUntil(75, () => play.Pods("kube-system/coredns").Count(p => p.IsReady()) == 2).ShouldNotBeNull();
        play.Prod.Store.Read(ApiKinds.ReplicaSets).Items.ShouldAllBe(set => Objects.Condition(set.Json, "ReplicaFailure") == null);
        play.Prod.Store.Read(ApiKinds.ValidatingWebhooks).Items.ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_hangs_takes_nothing_in_and_then_all_at_once()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "etcd").ShouldBeTrue();
        play.Live(TimeSpan.FromSeconds(2));
        var (version, other) = (play.Prod.Store.Version, play.Estate.Clusters[1].Store.Version);
        play.Live(TimeSpan.FromSeconds(30));
        play.Prod.Store.Version.ShouldBe(version);
        play.Estate.Clusters[1].Store.Version.ShouldBeGreaterThan(other, "the other cluster lives on");

        play.Estate.Stop(Slug);
        play.Live(TimeSpan.FromSeconds(2));
        (play.Time.GetUtcNow() - Renewed(play, Manager)).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_rolling_update_changes_leaders_within_seconds_and_ends_open_watches()
    {
        var play = new Play(pace: 0);
        var holder = Lease(play, Manager).Json.Text("spec", "holderIdentity");
        play.Prod.Inside(() =>
        {
            new Upgrade(play.Prod).Step();
            return true;
        });
        var (longest, drops) = (TimeSpan.Zero, play.Prod.Faults.Drops);
        play.Live(TimeSpan.FromSeconds(90), () =>
        {
            var age = play.Time.GetUtcNow() - Renewed(play, Manager);
            longest = age > longest ? age : longest;
        });
        Lease(play, Manager).Json.Text("spec", "holderIdentity").ShouldNotBe(holder);
        longest.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25));
        play.Prod.Faults.Drops.ShouldBe(drops + 1);
        play.Prod.Draining.ShouldBeFalse();
    }

    [Theory]
    [InlineData("overloaded", ApiFault.Overload)]
    [InlineData("refused", ApiFault.Refuse)]
    [InlineData("hanging", ApiFault.Hang)]
    [InlineData("unauthorized", ApiFault.Unauthorized)]
    public void Each_variant_of_an_unresponsive_server_is_a_fault_of_every_request_until_it_is_stopped(string variant, ApiFault fault)
    {
        var play = new Play(pace: 0);
        play.Estate.Start("api-server-unresponsive", variant).ShouldBeTrue();
        play.Live(TimeSpan.FromSeconds(1));
        play.Prod.Faults.For("pods").ShouldBe(fault);
        play.Estate.Clusters[1].Faults.For("pods").ShouldBe(ApiFault.None);
        play.Estate.Stop("api-server-unresponsive");
        play.Prod.Faults.For("pods").ShouldBe(ApiFault.None);
    }

    private static StoredObject Lease(Play play, string leader) => play.Prod.Store.Find(ApiKinds.Leases, "kube-system", leader)!;

    private static DateTimeOffset Renewed(Play play, string leader) => Times.Read(Lease(play, leader).Json.Text("spec", "renewTime"))!.Value;

    private static string Available(Play play)
    {
        var condition = Objects.Condition(play.Prod.Store.Find(ApiKinds.ApiServices, "", Metrics)!.Json, "Available")!;
        return $"{condition.Text("status")} {condition.Text("reason")}";
    }
}
