using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Controllers;
using ApnaKart.Watch.Collectors.Sandbox.Life;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ConfigOutageTests
{
    private const string Slug = "crashloop-after-configmap-change";

    [Fact]
    public void A_bad_value_in_place_crashes_most_pods_of_the_same_template_and_spares_one()
    {
        var play = new Play(pace: 0);
        var template = play.Pods("shop/checkout")[0].Labels["pod-template-hash"];
        play.Estate.Start(Slug, null).ShouldBeTrue();

        play.SecondsUntil(20, () => Crashed(play).Count >= 4).ShouldNotBeNull();
        play.SecondsUntil(30, () => play.Waiting("shop/checkout").Count(r => r == "CrashLoopBackOff") >= 4).ShouldNotBeNull();

        var ended = Crashed(play)[0].At("lastState", "terminated")!;
        ended.Number("exitCode").ShouldBe(1);
        ended.Text("reason").ShouldBe("Error");
        ended.Text("message")!.ShouldContain("PAYMENT_TIMEOUT_MS: cannot parse \"1500ms\" as a whole number");
        play.Pods("shop/checkout").ShouldAllBe(p => p.Labels["pod-template-hash"] == template);
        play.Pods("shop/checkout").Count(p => p.IsReady()).ShouldBe(2);
        Objects.Condition(play.Deployment("shop/checkout").Json, "Available")!.Text("status").ShouldBe("False");
        var map = play.Prod.Store.Find(ApiKinds.ConfigMaps, "shop/checkout-config")!.Json;
        map.Items("metadata", "managedFields").Single(m => m.Text("manager") == "kubectl-edit").At("fieldsV1", "f:data", "f:PAYMENT_TIMEOUT_MS").ShouldNotBeNull();
        map.Items("metadata", "managedFields").Single(m => m.Text("manager") == "kubectl-client-side-apply").At("fieldsV1", "f:data", "f:PAYMENT_TIMEOUT_MS").ShouldBeNull();
        play.Prod.Store.Read(ApiKinds.Events).Items.ShouldContain(e => e.Field("reason") == "BackOff" && e.Field("type") == "Warning");
    }

    [Fact]
    public void A_new_hashed_map_with_a_bad_value_sticks_the_rollout_and_the_old_pods_serve()
    {
        var play = new Play(pace: 0);
        var before = play.Deployment("shop/cart");
        play.Estate.Start(Slug, "hashed");

        play.SecondsUntil(40, () => play.Waiting("shop/cart").Contains("CrashLoopBackOff")).ShouldNotBeNull();

        play.Prod.Store.Read(ApiKinds.ConfigMaps).Items.Count(m => m.Name.StartsWith("cart-config-", StringComparison.Ordinal)).ShouldBe(2);
        play.Pods("shop/cart").Count(p => p.IsReady()).ShouldBe(Play.Minimum(before));
        Objects.Condition(play.Deployment("shop/cart").Json, "Available")!.Text("status").ShouldBe("True");
        Objects.RevisionOf(play.Deployment("shop/cart")).ShouldBe(Objects.RevisionOf(before) + 1);

        play.Live(TimeSpan.FromMinutes(11));
        Objects.Condition(play.Deployment("shop/cart").Json, "Progressing")!.Text("reason").ShouldBe("ProgressDeadlineExceeded");
    }

    [Fact]
    public void A_missing_key_keeps_containers_from_being_made()
    {
        var play = new Play(pace: 0);
        play.Estate.Start(Slug, "missing-key");

        play.SecondsUntil(30, () => play.Waiting("shop/checkout").Count(r => r == "CreateContainerConfigError") >= 4).ShouldNotBeNull();

        play.Pods("shop/checkout").SelectMany(Play.Containers).Select(c => c.Text("state", "waiting", "message")).OfType<string>()
            .ShouldContain("couldn't find key PAYMENT_URL in ConfigMap shop/checkout-config");
    }

    [Theory]
    [InlineData("in-place", "shop/checkout", 20)]
    [InlineData("in-place", "shop/checkout", 400)]
    [InlineData("hashed", "shop/cart", 60)]
    [InlineData("missing-key", "shop/checkout", 60)]
    public void Stopping_heals_within_a_minute_and_leaves_the_estate_as_it_was(string variant, string workload, int seconds)
    {
        var play = new Play(pace: 0);
        var maps = Data(play);
        play.Estate.Start(Slug, variant);
        play.Live(TimeSpan.FromSeconds(seconds));
        Settled.IsSettled(play.Deployment(workload)).ShouldBeFalse();

        play.Estate.Stop(Slug).ShouldBeTrue();

        play.SecondsUntil(60, () => Settled.IsSettled(play.Deployment(workload)) && play.Waiting(workload).Count == 0).ShouldNotBeNull();
        play.Live(TimeSpan.FromSeconds(60));
        Data(play).ShouldBe(maps);
        play.Prod.Held.ShouldBeEmpty();
        play.Estate.Outages.ShouldAllBe(o => o.Running == null);
    }

    [Fact]
    public void The_first_restart_comes_at_once_and_the_back_off_doubles()
    {
        var play = new Play(pace: 0);
        var starts = new Dictionary<string, List<DateTimeOffset>>();
        play.Prod.Store.OnChange += change =>
        {
            if (change.Object.Kind != ApiKinds.Pods)
                return;
            foreach (var container in Play.Containers(change.Object).Where(c => c.Text("state", "terminated", "startedAt") is not null && c.Text("name") == "checkout"))
            {
                var list = starts.TryGetValue(change.Object.Name, out var known) ? known : starts[change.Object.Name] = [];
                var at = Times.Read(container.Text("state", "terminated", "startedAt"))!.Value;
                if (!list.Contains(at) && container.Number("state", "terminated", "exitCode") == 1)
                    list.Add(at);
            }
        };
        play.Estate.Start(Slug, null);
        play.Live(TimeSpan.FromMinutes(3));

        foreach (var times in starts.Values.Where(t => t.Count > 3))
        {
            var gaps = times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
            gaps[0].ShouldBeLessThanOrEqualTo(3);
            gaps[1].ShouldBeInRange(10, 18);
            gaps[2].ShouldBeInRange(20, 28);
        }

        starts.Values.Count(t => t.Count > 3).ShouldBeGreaterThanOrEqualTo(4);
    }

    private static List<System.Text.Json.Nodes.JsonObject> Crashed(Play play) =>
        [.. play.Pods("shop/checkout").SelectMany(Play.Containers).Where(c => c.Number("lastState", "terminated", "exitCode") == 1)];

    private static List<string> Data(Play play) =>
        [.. play.Prod.Store.Read(ApiKinds.ConfigMaps).Items.Select(m => $"{m.Key} {string.Join(',', m.Json["data"]!.AsObject().OrderBy(d => d.Key).Select(d => $"{d.Key}={d.Value}"))}")];
}
