using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class HpaOutageTests
{
    private const string Slug = "hpa-not-scaling";

    [Fact]
    public void A_load_far_above_the_maximum_takes_it_there_and_says_so_until_it_ends()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "maxed").ShouldBeTrue();
        play.SecondsUntil(60, () => Condition(play, "shop/storefront-web", "ScalingLimited")?.Text("reason") == "TooManyReplicas").ShouldNotBeNull();
        play.SecondsUntil(60, () => play.Deployment("shop/storefront-web").Json.Number("status", "readyReplicas") == 14).ShouldNotBeNull();
        play.Live(TimeSpan.FromSeconds(40));
        Hpa(play, "shop/storefront-web").Json.Items("status", "currentMetrics").Single().Number("resource", "current", "averageUtilization")!.Value.ShouldBeGreaterThan(70);
        play.Prod.Store.Read(ApiKinds.Events).Items.ShouldContain(e => e.Field("reason") == "SuccessfulRescale" && e.Field("type") == "Normal");

        play.Estate.Stop(Slug);
        play.SecondsUntil(30, () => Condition(play, "shop/storefront-web", "ScalingLimited")?.Text("reason") == "DesiredWithinRange").ShouldNotBeNull();
        Condition(play, "shop/storefront-web", "AbleToScale").Text("reason").ShouldBe("ScaleDownStabilized");
        play.SecondsUntil(400, () => play.Deployment("shop/storefront-web").Replicas() < 14).ShouldNotBeNull().ShouldBeGreaterThan(240);
    }

    [Fact]
    public void Without_metrics_server_every_autoscaler_is_blind_and_keeps_its_old_word_about_limits()
    {
        var play = new Play(pace: 0);
        var before = Hpas(play).ToDictionary(hpa => hpa.Key, hpa => Objects.Condition(hpa.Json, "ScalingLimited").Text("reason"));
        play.Estate.Start(Slug, "blind");
        play.SecondsUntil(30, () => Hpas(play).All(hpa => Objects.Condition(hpa.Json, "ScalingActive").Text("status") == "False")).ShouldNotBeNull();
        play.Prod.Metrics.Answers.ShouldBeFalse();
        foreach (var hpa in Hpas(play))
        {
            Objects.Condition(hpa.Json, "ScalingActive").Text("message")!.ShouldEndWith("the server is currently unable to handle the request (get pods.metrics.k8s.io)");
            Objects.Condition(hpa.Json, "ScalingLimited").Text("reason").ShouldBe(before[hpa.Key]);
            hpa.Json.Items("status", "currentMetrics").Single().Text("type").ShouldBe("");
        }

        play.Estate.Stop(Slug);
        play.SecondsUntil(75, () => Hpas(play).All(hpa => Objects.Condition(hpa.Json, "ScalingActive").Text("status") == "True")).ShouldNotBeNull();
    }

    [Fact]
    public void A_sidecar_without_requests_blinds_one_autoscaler_by_name()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "missing-requests");
        play.SecondsUntil(75, () => Condition(play, "shop/search", "ScalingActive").Text("message")?.Contains("missing request for cpu in container log-shipper of Pod search-", StringComparison.Ordinal) == true).ShouldNotBeNull();
        Condition(play, "shop/cart", "ScalingActive").Text("status").ShouldBe("True");
        play.SecondsUntil(60, () => play.Deployment("shop/search").Json.Number("status", "readyReplicas") == 5).ShouldNotBeNull("the new pods run well");

        play.Estate.Stop(Slug);
        play.SecondsUntil(120, () => Condition(play, "shop/search", "ScalingActive").Text("status") == "True").ShouldNotBeNull();
    }

    [Fact]
    public void In_ordinary_life_they_follow_the_hour_within_their_bounds_and_one_is_a_full_house()
    {
        var play = new Play();
        var sizes = new HashSet<int>();
        var reasons = new HashSet<string>();
        play.Live(TimeSpan.FromHours(4), () =>
        {
            sizes.Add(play.Deployment("shop/storefront-web").Replicas());
            foreach (var hpa in play.Estate.Clusters.SelectMany(cluster => cluster.Store.Read(ApiKinds.Hpas).Items))
                reasons.UnionWith(hpa.Json.Items("status", "conditions").Select(one => one.Text("reason")!));
        });
        sizes.Count.ShouldBeGreaterThan(2);
        reasons.ShouldNotContain("TooManyReplicas");
        reasons.ShouldContain("TooFewReplicas");
        play.Deployment("shop/search").Replicas().ShouldBe(Hpa(play, "shop/search").Json.Number("spec", "maxReplicas")!.Value);
    }

    private static IReadOnlyList<StoredObject> Hpas(Play play) => play.Prod.Store.Read(ApiKinds.Hpas).Items;

    private static StoredObject Hpa(Play play, string key) => play.Prod.Store.Find(ApiKinds.Hpas, key)!;

    private static System.Text.Json.Nodes.JsonObject? Condition(Play play, string key, string type) => Objects.Condition(Hpa(play, key).Json, type);
}
