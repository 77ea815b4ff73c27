using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Recordings;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

/// <summary>What real incidents look like after the projections, second by second.</summary>
public sealed class RecordedIncidentTests
{
    private static readonly KubernetesOptions Values = new() { ConfigMapValueNamespaces = ["shop"] };

    [Theory]
    [InlineData("02-configmap-inplace-crash", "cart", "cart-config", "in-place", "kubectl-edit", 7)]
    [InlineData("02-configmap-inplace-all-down", "cart", "cart-config", "in-place", "kubectl-patch", 10)]
    [InlineData("02-configmap-hashed-crash", "checkout", "checkout-config-d9g5c6h2mt", "hashed", "kubectl-client-side-apply", 2)]
    public void A_bad_configmap_is_named_with_the_crash_that_it_made(string name, string workload, string map, string style, string manager, double seconds)
    {
        var seen = Play(name, workload);
        var bad = seen.Where(one => one.Read(Known.Crash.LoopingPods).Value > 0).ToList();
        bad.Count.ShouldBeGreaterThan(30);
        foreach (var one in bad)
        {
            var change = one.Read(Known.Crash.ChangeToCrash);
            (change.Value, change["configmap"], change["style"], change["manager"], change["keys"]).ShouldBe((seconds, map, style, manager, "application.properties"));
            one.Read(Known.Crash.TemplateConfigOnly).Value.ShouldBe(1);
            one.Read(Known.Crash.ImageChanged).Value.ShouldBe(0);
            one.Read(Known.Crash.MessageNamesConfig).Value.ShouldBe(1);
            one.Read(Known.Crash.FastExits).Value.ShouldBe(1);
            one.Read(Known.Crash.OomShare).Value.ShouldBe(0);
            one.Read(Known.Crash.LivenessShare).Value.ShouldBe(0);
            (change["restorePatch"] is not null).ShouldBe(style == "in-place");
        }

        seen[^1].Read(Known.Crash.LoopingPods).Value.ShouldBe(0, "it was repaired");
    }

    [Theory]
    [InlineData("02-configmap-inplace-crash", "cart")]
    [InlineData("02-configmap-hashed-crash", "checkout")]
    public void Where_old_pods_go_on_they_are_survivors(string name, string workload) =>
        Bad(name, workload).ShouldAllBe(one => one.Read(Known.Crash.SurvivorsOnOldConfig).Value == 1 && one.Read(Known.Workload.BelowMinimum).Value == 0);

    [Xunit.Fact]
    public void Where_all_are_down_there_is_nobody_to_compare_with() =>
        Bad("02-configmap-inplace-all-down", "cart").ShouldAllBe(one => !one.Read(Known.Crash.SurvivorsOnOldConfig).Known && one.Read(Known.Workload.BelowMinimum).Value == 2);

    [Xunit.Fact]
    public void The_kubelet_names_the_missing_key_and_then_the_missing_configmap()
    {
        var missing = Bad("02-configmap-key-missing", "catalog").Select(one => one.Read(Known.Crash.MissingReference)).ToList();
        missing.ShouldAllBe(one => one.Value == 1);
        missing.Select(one => $"{one["configmap"]} {one["key"]}").Distinct().ShouldBe(["catalog-config SEARCH_URL", "catalog-config-v2 "]);
    }

    [Theory]
    [InlineData("04-image-tag-missing", "payments/payments", ImagePullClass.NotFound, 1d)]
    [InlineData("04-image-repo-missing", "payments/payments", ImagePullClass.NotFound, 0d)]
    [InlineData("04-image-denied-403", "payments/search", ImagePullClass.Denied, 1d)]
    [InlineData("04-image-unauthorized-401", "payments/checkout", ImagePullClass.Denied, 1d)]
    [InlineData("04-image-registry-refused", "fulfilment/cart", ImagePullClass.Network, 0d)]
    public void A_pull_that_fails_tells_why_and_whether_the_repository_is_known(string name, string workload, ImagePullClass expected, double known)
    {
        var parts = workload.Split('/');
        var seen = Play(name, parts[1], parts[0]);
        var bad = seen.Where(one => one.Read(Known.ImagePull.FailingPods).Value > 0).ToList();
        bad.Count.ShouldBeGreaterThan(40);
        foreach (var one in bad)
        {
            one.Read(Known.ImagePull.FailingPods)["class"].ShouldBe(expected.ToString());
            one.Read(Known.ImagePull.RepositoryKnown).Value.ShouldBe(known);
            one.Read(Known.ImagePull.NewInTemplate).Value.ShouldBe(1);
            one.Read(Known.ImagePull.ImagesFailingAlike).Value.ShouldBe(1);
            one.Read(Known.Crash.LoopingPods).Value.ShouldBe(0);
        }

        seen[^1].Read(Known.ImagePull.FailingPods).Value.ShouldBe(0, "it was repaired");
    }

    [Xunit.Fact]
    public void A_registry_that_throttles_is_told_from_a_missing_image()
    {
        var bad = Play("10-ecr-throttled-429", "cart", "payments").Where(one => one.Read(Known.ImagePull.FailingPods).Value > 0).ToList();
        bad.ShouldAllBe(one => one.Read(Known.ImagePull.FailingPods)["class"] == "Throttled");
        bad.Max(one => one.Read(Known.ImagePull.ImagesFailingAlike).Value).ShouldBe(5);
    }

    [Xunit.Fact]
    public void Out_of_memory_is_told_as_such()
    {
        var bad = Bad("neg-oomkilled-loop", "cart", "fulfilment");
        bad.Count.ShouldBeGreaterThan(40);
        bad.ShouldAllBe(one => one.Read(Known.Crash.OomShare).Value == 1 && !one.Read(Known.Crash.ChangeToCrash).Known && one.Read(Known.Crash.FastExits).Value == 0);
    }

    [Xunit.Fact]
    public void A_liveness_probe_that_is_too_strict_is_told_as_such()
    {
        var bad = Bad("neg-liveness-killed", "cart", "fulfilment");
        bad.Count.ShouldBeGreaterThan(20);
        bad.ShouldAllBe(one => one.Read(Known.Crash.LivenessShare).Value == 1 && !one.Read(Known.Crash.ChangeToCrash).Known);
    }

    [Xunit.Fact]
    public void A_new_image_is_not_laid_to_a_configmap_that_it_does_not_read()
    {
        var bad = Bad("neg-new-image-crash-with-unrelated-configmap-change", "web");
        bad.Count.ShouldBeGreaterThan(40);
        bad.ShouldAllBe(one => one.Read(Known.Crash.ImageChanged).Value == 1 && !one.Read(Known.Crash.ChangeToCrash).Known && one.Read(Known.Crash.MessageNamesConfig).Value == 0);
    }

    [Theory]
    [InlineData("neg-configmap-metadata-only-change")]
    [InlineData("neg-cordon-drain")]
    [InlineData("neg-cronjob")]
    [InlineData("neg-duplicate-events-folding")]
    [InlineData("neg-hpa-at-min")]
    [InlineData("neg-job-failing")]
    [InlineData("neg-rolling-update-ok")]
    [InlineData("neg-rollout-slow-start")]
    [InlineData("neg-scale-down")]
    [InlineData("neg-watch-410-pods-events-replayed")]
    [InlineData("neg-watch-410-relist")]
    [InlineData("05-networkpolicy-default-deny")]
    [InlineData("03-hpa-maxed-under-load")]
    [InlineData("13-etcd-stopped")]
    [InlineData("01-apiserver-down")]
    public void Ordinary_life_crashes_nothing_lacks_nothing_and_tells_no_change(string name)
    {
        var ticks = 0;
        Play(name, tick =>
        {
            ticks++;
            foreach (var workload in Kinds.Workloads.SelectMany(kind => tick.Signals.Resources(Replay.Scope, kind)))
            {
                tick.Signals.Read(Known.Crash.LoopingPods, workload).Value.GetValueOrDefault().ShouldBe(0, $"{workload} at {tick.Now.Wall:T}");
                tick.Signals.Read(Known.ImagePull.FailingPods, workload).Value.GetValueOrDefault().ShouldBe(0, $"{workload} at {tick.Now.Wall:T}");
                tick.Signals.Read(Known.Workload.BelowMinimum, workload).Value.GetValueOrDefault().ShouldBe(0, $"{workload} at {tick.Now.Wall:T}");
                tick.Signals.Read(Known.Workload.RolloutStuck, workload).Value.GetValueOrDefault().ShouldBe(0);
            }

            tick.Touched.SelectMany(tick.Signals.Facts).ShouldNotContain(fact => fact.Kind == FactKinds.ConfigMapChanged);
        });
        ticks.ShouldBeGreaterThan(30);
    }

    [Xunit.Fact]
    public void A_silent_api_server_makes_what_it_told_stale_and_its_return_makes_it_fresh()
    {
        var freshness = new List<Freshness>();
        Play("01-apiserver-down", tick => freshness.Add(tick.Signals.Read(Known.Workload.Ready, new Resource(Kinds.Deployment, "web", "shop", "recorded", "ap-south-1")).Coverage.Freshness));
        freshness.ShouldContain(Freshness.Stale);
        freshness[^1].ShouldBe(Freshness.Fresh);
    }

    private static List<Seen> Bad(string name, string workload, string space = "shop") =>
        [.. Play(name, workload, space).Where(one => one.Read(Known.Crash.LoopingPods).Value > 0)];

    private static List<Seen> Play(string name, string workload, string space = "shop")
    {
        var resource = new Resource(Kinds.Deployment, workload, space, Replay.Scope.Cluster, Replay.Scope.Region);
        var seen = new List<Seen>();
        Play(name, tick => seen.Add(new Seen(tick.Signals, resource)));
        return seen;
    }

    private static void Play(string name, Action<ReplayTick> eachSecond)
    {
        Assert.SkipUnless(Replay.File(name) is not null, Fixtures.Absent);
        Replay.Run(Replay.File(name)!, eachSecond, Values);
    }

    private sealed record Seen(ISignals Signals, Resource Resource)
    {
        public Reading Read(Signal signal) => Signals.Read(signal, Resource);
    }
}
