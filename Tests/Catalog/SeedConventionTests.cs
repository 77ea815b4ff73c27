using System.Globalization;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Catalog.Commands;
using ApnaKart.Watch.Rules.Scenarios;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>What holds for every real seed, so that all fifteen read alike and none of their commands bites.</summary>
public sealed partial class SeedConventionTests
{
    private static readonly IReadOnlyList<IScenario> Signatures =
    [
        .. typeof(IScenario).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IScenario)))
            .Select(type => (IScenario)Activator.CreateInstance(type)!),
    ];

    /// <summary>What the signatures of 2 and 4 promise to supply, until they are there to be asked.</summary>
    private static readonly Dictionary<int, string[]> Promised = new()
    {
        [2] = ["context", "cluster", "region", "namespace", "workload", "kind", "pod", "container", "configmap", "changedKeys", "manager", "changedAt", "previousConfigmap", "restorePatch", "style"],
        [4] = ["context", "cluster", "region", "namespace", "workload", "kind", "pod", "container", "image", "registry", "repository", "tag", "goodImage", "revision", "node", "variant", "account", "ecrRegion"],
    };

    private static readonly Dictionary<int, string[]> Cases = new()
    {
        [2] = ["in-place", "hashed", "created", "deleted", "missing", "unknown"],
        [4] = ["missingTag", "missingRepository", "missing", "denied", "unreachable", "throttled", "invalidName", "platform", "disk", "signature", "unknown"],
        [5] = ["selector", "port", "readiness", "crash", "image", "nodes", "noPods", "starting", "unknown", "policy", "dnsPods", "dnsPolicy", "agent"],
    };

    private static readonly SeedCatalog Catalog = SeedCatalog.Load(SeedFiles.Real, signatures: Signatures);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, SeedCatalog.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_placeholder_is_supplied_and_every_one_supplied_by_a_seed_is_used(int number)
    {
        var used = Steps(number).SelectMany(Placeholders).Distinct().ToList();
        var supplied = Promised.GetValueOrDefault(number) is { } promised && Signatures.All(signature => signature.Number != number)
            ? promised
            : Catalog.Placeholders[number];

        used.Except(supplied).ShouldBeEmpty();
        if (Signatures.All(signature => signature.Number != number) && !Promised.ContainsKey(number))
            supplied.Except(used).ShouldBeEmpty("a list that is longer than its use hides slips");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_call_names_its_cluster_or_its_region(int number)
    {
        foreach (var line in Steps(number).Where(step => step.Command is not null).SelectMany(step => step.Command!.Split('\n')))
        {
            if (line.StartsWith("kubectl ", StringComparison.Ordinal))
                line.ShouldMatch(@"^kubectl --context \{(context|standbyContext)\} ");
            if (line.StartsWith("aws ", StringComparison.Ordinal) && !GlobalService().IsMatch(line))
                line.ShouldMatch(@" --region (\{(region|standbyRegion|ecrRegion)\}|us-east-1|us-west-2)");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_runbook_looks_before_it_acts_and_says_what_it_changes(int number)
    {
        var sections = Catalog[number].Runbook.Sections;

        sections[1].Steps.Count.ShouldBeGreaterThanOrEqualTo(3, "Check");
        sections[2].Steps.Count.ShouldBeGreaterThanOrEqualTo(3, "Fix now");
        sections[3].Steps.ShouldNotBeEmpty("Confirm");
        sections[2].Steps.Count(step => !step.Changes.StartsWith("nothing", StringComparison.OrdinalIgnoreCase)).ShouldBeGreaterThan(1, "a fix changes something");
        foreach (var section in sections.Where(section => section.Heading is "What is happening" or "Likely causes" or "Prevent" or "Escalate"))
            section.Html.Length.ShouldBeGreaterThan(100, section.Heading);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Sentences_are_short_enough_for_three_in_the_morning(int number) =>
        Steps(number).SelectMany(step => SentenceEnd().Split(step.Text))
            .Where(sentence => sentence.Split(' ').Length > 28).ShouldBeEmpty();

    [Theory]
    [InlineData(2, "style")]
    [InlineData(4, "variant")]
    [InlineData(5, "variant")]
    public void Every_case_has_a_fix_and_no_step_waits_for_a_case_that_never_comes(int number, string placeholder)
    {
        var conditions = Steps(number).Select(step => step.When).OfType<StepCondition>().ToList();
        conditions.ShouldAllBe(when => when.Placeholder == placeholder);
        conditions.SelectMany(when => when.Values).Except(Cases[number]).ShouldBeEmpty();

        foreach (var one in Cases[number])
        {
            Catalog[number].Runbook.Sections[2].Steps
                .ShouldContain(step => step.When != null && step.When.Values.Contains(one), $"{one} has no fix of its own");
        }
    }

    [Fact]
    public void The_configuration_is_restored_before_anything_restarts_and_only_by_the_patch_of_its_own_keys()
    {
        var steps = Catalog[2].Runbook.Sections[2].Steps.ToList();
        var restore = steps.Single(step => step.Command?.Contains("{restorePatch}", StringComparison.Ordinal) == true);

        restore.Command.ShouldBe("kubectl --context {context} -n {namespace} patch configmap {configmap} --type merge -p {restorePatch}");
        restore.Otherwise.ShouldNotBeNull().ShouldStartWith("restore it from Git or Helm");
        steps.IndexOf(restore).ShouldBeLessThan(steps.FindIndex(step => step.Command?.Contains("rollout restart", StringComparison.Ordinal) == true));
        steps.Where(step => step.Command?.Contains("rollout undo", StringComparison.Ordinal) == true).ShouldAllBe(step => step.When!.Values.Single() == "hashed");
    }

    [Fact]
    public void The_kubernetes_scenarios_come_first_then_AWS_then_recovery() =>
        Catalog.Seeds.Select(seed => seed.Group).ShouldBe([.. Enumerable.Repeat("kubernetes", 5), .. Enumerable.Repeat("aws", 5), .. Enumerable.Repeat("recovery", 5)]);

    [Fact]
    public void Rows_that_speak_of_another_scenario_use_its_number_and_its_name_on_the_wall()
    {
        foreach (var (seed, what) in Catalog.Seeds.SelectMany(seed => seed.RuledOut.Values.Select(what => (seed, what))))
        {
            if (LookAlike().Match(what) is { Success: true } match)
                match.Groups["name"].Value.ShouldBe(Catalog[int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)].Short, seed.Slug);
        }
    }

    private static IEnumerable<RunbookStep> Steps(int number) => Catalog[number].Runbook.Sections.SelectMany(section => section.Steps);

    private static IEnumerable<string> Placeholders(RunbookStep step) =>
        CommandTemplate.NamesIn(step.Command ?? "").Concat(step.When is null ? [] : [step.When.Placeholder]);

    [GeneratedRegex("^aws (?:iam|route53|cloudfront) ", RegexOptions.None, 1000)]
    private static partial Regex GlobalService();

    [GeneratedRegex(@"(?<=[.:?!;])\s", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(?<number>\d+) · (?<name>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LookAlike();
}
