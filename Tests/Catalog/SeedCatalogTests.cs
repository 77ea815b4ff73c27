using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class SeedCatalogTests
{
    private static readonly SeedCatalog Real = SeedCatalog.Load(SeedFiles.Real);

    [Fact]
    public void The_real_seeds_are_accepted_in_their_order()
    {
        Real.Seeds.Select(seed => seed.Slug).ShouldBe(
        [
            "api-server-unresponsive", "crashloop-after-configmap-change", "hpa-not-scaling", "image-pull-backoff", "pod-to-pod-failure",
            "node-group-failure", "rds-failover", "alb-target-health", "iam-misconfiguration", "ecr-throttling",
            "region-down", "rds-region-failure", "cluster-corruption", "surge-with-region-lost", "global-misrouting",
        ]);
        Real.Scoring.ShouldBe(new ScoringSettings(85, 50, new StaleLadder(2, 3, 10),
            new UnexplainedSettings(new Hold(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)), 0.5, 0.75)));
    }

    [Fact]
    public void Numbers_and_words_of_a_seed_arrive_as_they_are_written()
    {
        var seed = Real[4];

        seed.Hold.ShouldBe(new Hold(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(3)));
        seed.Symptoms["failingPods"].Edges.ShouldBe(new Edges(0.01, 0.5, 0.01, 0.5), "an edge to leave is the edge to enter unless it is said");
        seed.Symptoms["failingPods"].Signal.ShouldBe("image_pull_failing_pods");
        seed.Causes["definiteAnswer"].ShouldBe(new CauseSeed("The registry gave a definite answer", 0.5, Against: false, Decisive: false));
        seed.RuledOut["throttling"].ShouldBe("10 · ECR throttling");
        seed.Limits.ShouldBe(new Dictionary<string, string> { ["nodeShare"] = "0.8", ["throttledImages"] = "2" }, ignoreOrder: true);
        seed.Replay.ShouldBeNull();
    }

    [Fact]
    public void A_decisive_cause_needs_no_points_and_one_against_keeps_its_sign_apart()
    {
        Real[2].Causes["missingReference"].ShouldBe(new CauseSeed("The kubelet misses a ConfigMap or a key of it", 0, Against: false, Decisive: true));
        Real[2].Causes["imageChanged"].ShouldBe(new CauseSeed("The crashing pods run a new image", 0.35, Against: true, Decisive: false));
    }

    [Fact]
    public void An_edge_to_leave_can_differ_from_the_edge_to_enter() =>
        Real[6].Symptoms["unreadyNodes"].Edges.ShouldBe(new Edges(0.1, 0.3, 0.05, 0.3));

    [Fact]
    public void A_step_carries_its_command_and_its_three_promises_in_plain_words()
    {
        var step = Real[4].Runbook.Sections[1].Steps[0];

        step.Title.ShouldBe("Read the pod's events");
        step.Text.ShouldStartWith("The last Failed to pull image says why.");
        step.Command.ShouldBe("kubectl --context {context} -n {namespace} describe pod {pod}");
        step.Changes.ShouldBe("nothing.");
        step.Undo.ShouldBe("not needed.");
        step.Confirm.ShouldBe("the event names the image and the answer of the registry.");
        step.Otherwise.ShouldNotBeNull();
    }

    [Fact]
    public void A_condition_is_read_into_its_placeholder_and_values() =>
        Real[4].Runbook.Sections[1].Steps.Single(step => step.When?.Values.Contains("disk") == true).When
            .ShouldSatisfyAllConditions(when => when!.Placeholder.ShouldBe("variant"), when => when!.Values.ShouldBe(["disk", "platform"]));

    [Fact]
    public void Prose_becomes_HTML_and_steps_do_not_stand_in_it()
    {
        var section = Real[2].Runbook.Sections[0];

        section.Html.ShouldContain("<strong>The order matters: configuration first, then the restart.</strong>");
        Real[2].Runbook.Sections[1].Html.ShouldBeEmpty();
    }
}
