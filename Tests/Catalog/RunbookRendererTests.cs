using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class RunbookRendererTests
{
    private static readonly RunbookStep Restore = new("Put the old values back", "Only the changed keys.", new StepCondition("style", ["in-place"]),
        "kubectl -n {namespace} patch configmap {configmap} -p {restorePatch}", "the keys.", "apply the copy.", "a second change is seen.", "restore it from Git or Helm.");

    [Fact]
    public void A_step_with_all_its_values_has_a_command_to_copy()
    {
        var step = Render(("style", "in-place"), ("namespace", "shop"), ("configmap", "checkout-config"), ("restorePatch", """{"data":{"A":"it's"}}"""))!;

        step.Command.ShouldBe("""kubectl -n shop patch configmap checkout-config -p '{"data":{"A":"it'\''s"}}'""");
        step.Missing.ShouldBeEmpty();
        step.Otherwise.ShouldBeNull();
        step.Text.ShouldBe("Only the changed keys.");
    }

    [Fact]
    public void A_step_that_lacks_a_value_says_what_to_do_instead_and_has_no_command()
    {
        var step = Render(("style", "in-place"), ("namespace", "shop"), ("configmap", "checkout-config"))!;

        step.Command.ShouldBeNull();
        step.Missing.ShouldBe(["restorePatch"]);
        step.Otherwise.ShouldBe("restore it from Git or Helm.");
    }

    [Fact]
    public void Without_other_advice_the_command_is_shown_with_capitals_to_fill_in()
    {
        var step = RunbookRenderer.Render(Restore with { Otherwise = null }, Values(("style", "in-place"), ("namespace", "a b"), ("configmap", "-x")))!;

        step.Command.ShouldBeNull();
        step.Missing.ShouldBe(["configmap", "restorePatch"]);
        step.Otherwise.ShouldBe("Not known here: configmap, restore patch. Put them in by hand, in place of the capitals: kubectl -n 'a b' patch configmap CONFIGMAP -p RESTORE_PATCH");
    }

    [Fact]
    public void A_step_for_another_case_is_not_shown() => Render(("style", "hashed")).ShouldBeNull();

    [Fact]
    public void When_the_case_is_not_known_the_step_says_for_which_it_is() =>
        Render(("namespace", "shop"))!.Text.ShouldBe("Only if the style is in-place. Only the changed keys.");

    [Fact]
    public void A_value_that_looks_like_a_placeholder_is_not_filled_again() =>
        Render(("style", "in-place"), ("namespace", "{configmap}"), ("configmap", "c"), ("restorePatch", "p"))!
            .Command.ShouldBe("kubectl -n '{configmap}' patch configmap c -p p");

    [Fact]
    public void A_step_by_hand_needs_no_values()
    {
        var step = RunbookRenderer.Render(Restore with { Command = null, When = null }, Values())!;

        step.Command.ShouldBeNull();
        step.Otherwise.ShouldBeNull();
    }

    [Fact]
    public void A_runbook_keeps_its_seven_sections_and_drops_the_steps_of_other_cases()
    {
        var seed = SeedCatalog.Load(SeedFiles.Real)[2];

        var sections = RunbookRenderer.Render(seed.Runbook, Values(("style", "hashed")));

        sections.Select(section => section.Heading).ShouldBe(RunbookHeadings.All);
        var titles = sections.SelectMany(section => section.Steps).Select(step => step.Title).ToList();
        titles.ShouldContain("Go back to the release before");
        titles.ShouldNotContain("Put the old values back");
    }

    private static RenderedStep? Render(params (string Name, string Value)[] values) => RunbookRenderer.Render(Restore, Values(values));

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(value => value.Name, value => value.Value);
}
