using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>
/// Single objects and whole lists of other clusters and other versions, from their JSON or YAML to what the board says. What is
/// arguable is decided here.
/// </summary>
public sealed class SnapshotTests(ITestOutputHelper output)
{
    private const string K3s = "cluster-k3s-troubleshoot";
    private const string Minikube = "cluster-minikube-1.31-nri";

    /// <summary>They crash, and no ConfigMap has to do with it: scenario 2 names them in its calm sentence, and the line Unexplained says the rest.</summary>
    [Theory]
    [InlineData("crashloop/argo-pod-crashloop.yaml")]
    [InlineData("crashloop/argo-pod-running-restart-onfailure.yaml")]
    [InlineData("crashloop/troubleshoot-pod-crashloop.json")]
    [InlineData("crashloop/troubleshoot-pod-init-crashloop.json")]
    public void A_crash_loop_without_a_configmap_is_unexplained_with_scenario_2_the_nearest(string file) => IsCrashOfAnotherCause(file);

    /// <summary>Decided: between two restarts the pod crashes as much as while it waits. The back-off comes up to 18 s late.</summary>
    [Fact]
    public void A_pod_between_two_restarts_crashes_already() => IsCrashOfAnotherCause("crashloop/argo-pod-error.yaml");

    [Theory]
    [InlineData("imagepull/argo-pod-imagepullbackoff.yaml", "unknown", "the cause is not known yet")]
    [InlineData("imagepull/troubleshoot-pod-imagepull-registry-tls.json", "unreachable", "cannot be reached")]
    public void A_failed_pull_is_told_with_its_cause_or_without_one_and_never_with_a_guess(string file, string variant, string words) => IsPull(file, variant, words);

    /// <summary>Decided: the waiting reason counts and not the phase, which stays Running for a pod whose other containers run.</summary>
    [Fact]
    public void A_running_pod_with_a_container_that_waits_for_its_image_fails_to_pull() =>
        IsPull("imagepull/argo-pod-running-restart-never-with-ignore-annotation-backoff.yaml", "unknown", "the cause is not known yet");

    /// <summary>Decided: events explain and never judge. They outlive the pods that they tell of by an hour.</summary>
    [Theory]
    [InlineData("crashloop/troubleshoot-events-init-crashloop.json")]
    [InlineData("imagepull/troubleshoot-events-imagepull.json")]
    [InlineData("imagepull/troubleshoot-events-mixed-faults.json")]
    public void Events_of_pods_that_are_gone_say_nothing_of_now(string file) => IsQuiet(unexplained: false, file);

    [Theory]
    [InlineData("negative/argo-job-failed.yaml")]
    [InlineData("negative/argo-pod-failed.yaml")]
    [InlineData("negative/argo-pod-running-restart-always.yaml")]
    [InlineData("negative/argo-pod-succeeded.yaml")]
    [InlineData("negative/troubleshoot-jobs-test.json")]
    [InlineData("negative/troubleshoot-pod-oomkilled-job.json")]
    [InlineData("nodes/troubleshoot-nodes-7-ready.json")]
    public void What_is_well_or_over_is_no_matter_of_anybody(string file) => IsQuiet(unexplained: false, file);

    /// <summary>Pods of owners that are not in the file: how many there should be nobody knows.</summary>
    [Theory]
    [InlineData("negative/troubleshoot-pod-failed-mount.json")]
    [InlineData("negative/troubleshoot-pod-pending-affinity.json")]
    [InlineData("negative/troubleshoot-pod-pending-gpu.json")]
    public void A_pod_that_does_not_start_for_another_reason_neither_crashes_nor_waits_for_an_image(string file) => IsQuiet(unexplained: false, file);

    /// <summary>Bare pods that never become Ready: none of the fifteen, and so the line Unexplained tells them.</summary>
    [Theory]
    [InlineData("negative/argo-pod-pending.yaml")]
    [InlineData("negative/argo-pod-running-not-ready.yaml")]
    public void A_pod_that_is_never_ready_is_unexplained(string file) => IsQuiet(unexplained: true, file);

    /// <summary>The files hold no pods, so that all of them miss some: only scenarios 2 and 4 are asked.</summary>
    [Theory]
    [InlineData("negative/troubleshoot-deployments-default.json")]
    [InlineData("negative/troubleshoot-deployments-monitoring.json")]
    [InlineData("rollout/argo-deployment-progressing.yaml")]
    [InlineData("rollout/argo-deployment-suspended.yaml")]
    public void A_deployment_alone_neither_crashes_nor_waits_for_an_image(string file) => IsQuiet(unexplained: true, file);

    /// <summary>Decided: a rollout past its deadline is a symptom, and says nothing of a cause. Without crash or pull it is neither 2 nor 4.</summary>
    [Fact]
    public void A_failed_rollout_without_a_crash_is_unexplained() => IsQuiet(unexplained: true, "rollout/argo-deployment-degraded.yaml");

    /// <summary>Restarts by the dozen, all from reboots of the host and all long ago.</summary>
    [Fact]
    public void A_whole_cluster_with_many_old_restarts_is_quiet() => IsQuiet(
        unexplained: false,
        [.. new[] { "pods/default", "pods/kube-system", "deployments/default", "deployments/kube-system", "replicasets/default", "replicasets/kube-system", "jobs/kube-system", "nodes", "events/default" }
            .Select(name => $"{K3s}/{name}.json")]);

    /// <summary>Decided: a bare pod that ends with 0 and starts again is not Ready and reads no ConfigMap; it is unexplained, as is one that cannot be placed.</summary>
    [Fact]
    public void A_fresh_cluster_has_no_scenario_and_two_pods_that_nobody_explains()
    {
        var later = IsQuiet(unexplained: true, $"{Minikube}/pods.yaml", $"{Minikube}/nodes.yaml");
        later.Platform.Unexplained.Select(line => line.Workload.Name).Order().ShouldBe(["e2e-container-creating", "e2e-container-pending"]);
    }

    /// <summary>
    /// Decided for other scenarios: an aggregated API that is down is 13 and not 1; an autoscaler that lacks a custom
    /// metric or its target is 3, with another cause than metrics-server. None of them may move 2 or 4, which do not read those kinds.
    /// </summary>
    [Fact]
    public void Kinds_that_other_scenarios_read_move_neither_2_nor_4() =>
        SeedSignals().ShouldNotContain(stream => stream == Streams.ApiServices || stream == Streams.Hpas);

    private static IEnumerable<string> SeedSignals() =>
        Scenarios.SeedFiles.Catalog.Seeds.Where(seed => seed.Number is 2 or 4).SelectMany(seed => seed.Signals);

    private void IsCrashOfAnotherCause(string file)
    {
        var later = IsQuiet(unexplained: true, file);
        later.Scenarios.Single(one => one.Seed.Number == 2).Headline.ShouldContain("1 pod of 1 workload crash");
        var line = later.Platform.Unexplained.ShouldHaveSingleItem();
        (line.Nearest, line.Text.Contains("read no ConfigMap")).ShouldBe((2, true));
    }

    private static void IsPull(string file, string variant, string words)
    {
        var (now, later, _) = Snapshot.Of(file);
        foreach (var report in (EngineReport[])[now, later])
        {
            var four = report.Scenarios.Single(one => one.Seed.Number == 4);
            four.Status.ShouldBeOneOf(Status.Degraded, Status.Critical);
            four.Resources.ShouldHaveSingleItem().Judgement.Values["variant"].ShouldBe(variant);
            four.Headline.ShouldContain(words);
            report.Scenarios.Single(one => one.Seed.Number == 2).Status.ShouldBe(Status.Healthy);
            report.Platform.Worst.ShouldBe(4);
        }
    }

    private EngineReport IsQuiet(bool unexplained, params string[] files)
    {
        var (now, later, _) = Snapshot.Of(files);
        foreach (var report in (EngineReport[])[now, later])
        {
            foreach (var scenario in report.Scenarios.Where(one => Expectations.Judged.Contains(one.Seed.Number)))
            {
                scenario.Status.ShouldBe(Status.Healthy, scenario.Headline);
                scenario.Phase.ShouldBe(Phase.Inactive);
            }
        }

        foreach (var line in later.Platform.Unexplained)
            output.WriteLine(line.Text);
        now.Platform.Unexplained.ShouldBeEmpty();
        (later.Platform.Unexplained.Count > 0).ShouldBe(unexplained);
        return later;
    }
}
