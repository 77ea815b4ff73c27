using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>Each kind of slip in a seed, and the words that must lead to it.</summary>
public sealed class SeedFaultTests
{
    private const string Seed = "scenarios/04-image-pull-backoff.md";

    public static TheoryData<string, string, string> FrontMatter => new()
    {
        { "matchFloor: 0.6", "matchFlor: 0.6", "04-image-pull-backoff.md:9: matchFlor: is not known here; did you mean 'matchFloor'?" },
        { "matchFloor: 0.6", "", "matchFloor: is missing" },
        { "weight: 0.5,", "weigth: 0.5,", "04-image-pull-backoff.md:12: symptoms.failingPods.weigth: is not known here; did you mean 'weight'?" },
        { "weight: 0.5,", "weight: half,", "04-image-pull-backoff.md:12: symptoms.failingPods.weight: a number is expected, not 'half'" },
        { "weight: 0.5,", "weight: 0,", "symptoms.failingPods.weight: 0 is not a share" },
        { "weight: 0.5,", "weight: 1.01,", "symptoms.failingPods.weight: 1.01 is not a share" },
        { "weight: 0.5,", "weight: .nan,", "symptoms.failingPods.weight: a number is expected" },
        { "weight: 0.5,", "weight: [0.5],", "symptoms.failingPods.weight: a single value is expected" },
        { "points: 0.5", "points: -0.5", "causes.definiteAnswer.points: -0.5 is not a share" },
        { "points: 0.5", "points: 0.5, against: true, decisive: true", "causes.definiteAnswer.decisive: a cause that speaks against" },
        { "points: 0.5", "points: 0.5, against: yes", "causes.definiteAnswer.against: true or false is expected, not 'yes'" },
        { "degraded: 0.01", "degraded: 0.5", "symptoms.failingPods.critical: 0.5 is the same as degraded" },
        { "critical: 0.5", "critical: 50", "symptoms.failingPods.critical: 50 is no ratio" },
        { "degraded: 0.01", "degraded: 0.01, degradedLeave: 0.02", "symptoms.failingPods.degradedLeave: lies on the bad side of degraded" },
        { "critical: 0.5", "critical: 0.5, criticalLeave: 0.6", "symptoms.failingPods.criticalLeave: lies on the bad side of critical" },
        { "critical: 0.5", "critical: 0.5, criticalLeave: 0.001", "symptoms.failingPods.criticalLeave: lies beyond degradedLeave" },
        { "unit: ratio", "unit: ration", "symptoms.failingPods.unit: 'ration' is no unit: count, seconds, ratio, flag are; did you mean 'ratio'?" },
        { "signal: image_pull_failing_pods", "signal: image_pull_failing_pod", "symptoms.failingPods.signal: there is no signal 'image_pull_failing_pod'; did you mean 'image_pull_failing_pods'?" },
        { "signals: [pods,", "signals: [pod,", "signals: there is no stream 'pod'; did you mean 'pods'?" },
        { "signals: [pods,", "signals: [\"aws:ecr\", pods,", "signals: 'aws:ecr' is delivered by no collector, but the scenario is built" },
        { "signals: [pods, replicasets, deployments]", "signals: []", "signals: is missing" },
        { "for: 20s", "for: 20", "04-image-pull-backoff.md:7: for: a duration such as 20s, 5m or 1h30m is expected, not '20'" },
        { "number: 4", "number: 16", "04-image-pull-backoff.md:2: number: '16' is no scenario" },
        { "number: 4", "number: 3", "number: '3' stands in more than one seed" },
        { "number: 4", "number: 3", "there is no seed with number 4" },
        { "slug: image-pull-backoff", "slug: image-pull", "slug: the file should be called 04-image-pull.md" },
        { "slug: image-pull-backoff", "slug: pod-to-pod-failure", "slug: 'pod-to-pod-failure' stands in more than one seed" },
        { "slug: image-pull-backoff", "slug: Image_Pull", "slug: 'Image_Pull' may have only" },
        { "short: ImagePullBackOff", "short: ImagePullBackOff in prod", "short: 'ImagePullBackOff in prod' has 24 characters" },
        { "group: kubernetes", "group: aws", "group: scenario 4 has its place in the row kubernetes" },
        { "group: kubernetes", "group: kubernets", "group: 'kubernets' is no group: kubernetes, aws, recovery are; did you mean 'kubernetes'?" },
        { "title: ImagePullBackOff in production", "title:", "04-image-pull-backoff.md:4: title: is missing" },
        { "number: 4", "number: 4\nnumber: 4", "04-image-pull-backoff.md:3: this is not YAML that can be read" },
        { "---\nnumber", "number", "04-image-pull-backoff.md:1: the file must begin with front matter" },
        { "replay: null", "replay: null\nplaceholders: [pod", "this is not YAML that can be read" },
    };

    public static TheoryData<string, string, string> Body => new()
    {
        { "## Prevent", "## Prevention", "'## Prevention' is no heading of a runbook; did you mean 'Prevent'?" },
        { "## Prevent", "## Prevention", "headings: '## Prevent' is missing" },
        { "## Fix now", "## Confirm", "'## Confirm' is out of order" },
        { "## Escalate", "# Escalate", "only headings with ## are expected" },
        { "## What is happening", "Hello.\n\n## What is happening", "nothing is expected before the first heading" },
        { "   - Undo: not needed.\n", "", "the step 'Read the pod's events' does not say 'Undo:'" },
        { "   - Undo: not needed.\n", "   - Undoing: not needed.\n", "'Undoing' is no part of a step; did you mean 'Undo'?" },
        { "   - Undo: not needed.\n", "   - Undo: not needed.\n   - Undo: again.\n", "'Undo:' is said twice" },
        { "   - Undo: not needed.\n", "   - Undo:\n", "'Undo:' says nothing" },
        { "1. **Read the pod's events.**", "1. Read the pod's events.", "a step begins with its title in bold" },
        { "A node is told", "A <b>node</b> is told", "04-image-pull-backoff.md:33: raw HTML is refused: <b>" },
        { "A node is told", "<script>alert(1)</script>\n\nA node is told", "04-image-pull-backoff.md:33: raw HTML is refused" },
        { "A node is told", "A [node](javascript:alert) is told", "a link must begin with https://, not 'javascript:alert'" },
        { "A node is told", "A ![node](https://example.org/x.png) is told", "pictures are refused" },
        { "A node is told", "The node {node} is told", "{node} stands in prose" },
        { "- Undo: not needed.", "- Undo: ask {pod}.", "{pod} stands in prose" },
        { "When: variant = disk, platform", "When: variant is disk", "'When: variant is disk' should be like" },
        { "describe pod {pod}", "describe pod '{pod}'", "04-image-pull-backoff.md:38: {pod} stands inside quotes" },
        { "   ```sh\n", "   ```\n", "a step has one command at most, in a block that begins with ```sh" },
    };

    [Theory]
    [MemberData(nameof(FrontMatter))]
    [MemberData(nameof(Body))]
    public void A_slip_is_named_with_file_and_place(string old, string changed, string expected)
    {
        using var seeds = SeedFiles.Copy().With(Seed, old, changed);

        var fault = Should.Throw<CatalogException>(() => SeedCatalog.Load(seeds.Directory));

        fault.Errors.ShouldContain(error => error.Contains(expected, StringComparison.Ordinal) && error.Contains("04-image-pull", StringComparison.Ordinal)
            || error.EndsWith(expected, StringComparison.Ordinal), fault.Message);
    }

    [Theory]
    [InlineData("{dbCluster}", "{dbClusters}", "{dbClusters} is supplied by nobody; did you mean 'dbCluster'?")]
    [InlineData("placeholders: [context, ", "placeholders: [", "{context} is supplied by nobody")]
    public void A_placeholder_that_nobody_supplies_is_named(string old, string changed, string expected)
    {
        using var seeds = SeedFiles.Copy().With("scenarios/07-rds-failover.md", old, changed);

        Should.Throw<CatalogException>(() => SeedCatalog.Load(seeds.Directory)).Errors
            .ShouldContain(error => error.StartsWith("07-rds-failover.md:", StringComparison.Ordinal) && error.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("healthyFrom: 85", "healthFrom: 85", "scoring.yaml:2: healthFrom: is not known here; did you mean 'healthyFrom'?")]
    [InlineData("degradedFrom: 50", "degradedFrom: 85", "scoring.yaml:3: degradedFrom: 85 must be less than healthyFrom, 85")]
    [InlineData("healthyFrom: 85", "healthyFrom: 84.5", "scoring.yaml:2: healthyFrom: 84.5 is not a score")]
    [InlineData("stale: 3", "stale: 2", "scoring.yaml:5: staleLadder.stale: 2 must be greater than aging, 2")]
    [InlineData("coveredFrom: 0.5", "coveredFrom: 5", "scoring.yaml:7: unexplained.coveredFrom: 5 is not a share")]
    public void A_slip_in_the_scoring_is_named(string old, string changed, string expected)
    {
        using var seeds = SeedFiles.Copy().With("scoring.yaml", old, changed);

        Should.Throw<CatalogException>(() => SeedCatalog.Load(seeds.Directory)).Errors.ShouldContain(error => error.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_every_file_is_listed_at_once()
    {
        using var seeds = SeedFiles.Copy()
            .With(Seed, "for: 20s", "for: soon")
            .With(Seed, "## Prevent", "## Prevention")
            .With("scenarios/01-api-server-unresponsive.md", "weight: 0.95", "weight: 9")
            .With("scoring.yaml", "healthyFrom: 85", "healthyFrom: 850");

        var fault = Should.Throw<CatalogException>(() => SeedCatalog.Load(seeds.Directory, new Dictionary<string, string> { ["Scoring:Nonsense"] = "1" }));

        fault.Errors.Count.ShouldBe(6);
        foreach (var error in fault.Errors)
            fault.Message.ShouldContain(error);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "watch-no-such-seeds");

        var errors = Should.Throw<CatalogException>(() => SeedCatalog.Load(missing)).Errors;

        errors.ShouldContain(error => error.Contains("scenarios: the folder is missing", StringComparison.Ordinal));
        errors.ShouldContain(error => error.Contains("scoring.yaml: the file is missing", StringComparison.Ordinal));
    }
}
