using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>An outage as a person on call sees it: from the button that starts it to the tile that is well again.</summary>
[Collection(Stage.Name)]
public sealed partial class OutageStories(Stage stage)
{
    private static readonly LocatorAssertionsToHaveTextOptions Soon = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToContainTextOptions SoonPart = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_bad_ConfigMap_is_started_by_its_button_found_explained_and_healed()
    {
        Assert.SkipUnless(stage.Browser.IsThere, "There is no Chromium on this machine.");
        await stage.QuietAsync();
        await using var board = await Visit.ToAsync(stage.Browser, stage.Watch, "/");
        await using var wall = await Visit.ToAsync(stage.Browser, stage.Watch, "/wall");
        await using var sandbox = await Visit.ToAsync(stage.Browser, stage.Watch, "/sandbox");

        await sandbox.Page.GetByRole(AriaRole.Button, new() { NameRegex = StartInPlace() }).ClickAsync();
        await Expect(wall.Page.Locator("[data-number='2'] .why")).ToHaveTextAsync(Headline(), Soon);
        await Expect(wall.Page.Locator("[data-number='2'] .state")).ToHaveTextAsync(Trouble());
        await Expect(board.Page.Locator("[data-tile='2'] .why")).ToHaveTextAsync(Headline());
        await Expect(board.Page.Locator("[data-tile='2'] .mark")).ToHaveTextAsync(Trouble());
        await Expect(board.Page.Locator("[data-tile='4'] .mark")).ToContainTextAsync("Healthy");
        await stage.FiringAsync();
        await Expect(wall.Page.Locator("[data-number='2']")).ToHaveClassAsync(Firing());

        await board.Page.Locator("[data-tile='2'] a").ClickAsync();
        await ReadAsync(board.Page);

        await sandbox.Page.GetByRole(AriaRole.Button, new() { NameRegex = StopTwo() }).ClickAsync();
        await Expect(wall.Page.Locator("[data-number='2']")).ToHaveAttributeAsync("data-status", "healthy", new() { Timeout = 150_000 }); // a container in its back-off is tried again after up to two minutes
        await Expect(board.Page.Locator("section.head .mark")).ToContainTextAsync("Healthy", SoonPart);
        (await stage.Watch.Calls.TileAsync(2)).Phase.ShouldBe("recovering");
        board.Errors.ShouldBeEmpty();
        wall.Errors.ShouldBeEmpty();
        sandbox.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_that_was_never_pushed_is_found_with_its_name_and_the_way_back()
    {
        await stage.QuietAsync();
        var calls = stage.Watch.Calls;

        await calls.StartAsync(Stage.ImageOutage, "missing-tag");
        var tile = await calls.UntilAsync(4, tile => tile.Status is "degraded" or "critical", 60, "Tile 4 turns");
        tile.Headline.ShouldStartWith("payments-api: ");
        tile.ExplainedBy.ShouldBeNull();
        (await calls.TileAsync(2)).Status.ShouldBe("healthy");
        var detail = await calls.ScenarioAsync(4);
        detail.Resources[0].Resource.ShouldBe("deployment/ap-south-1/prod/payments/payments-api");
        var values = detail.Resources[0].Values;
        values["variant"].ShouldBe("missingTag");
        values["image"].ShouldEndWith($"payments-api:{values["tag"]}");
        values["goodImage"].ShouldNotBe(values["image"]);
        detail.Resources[0].RuledOut.ShouldNotBeEmpty();
        var commands = detail.Runbook.SelectMany(section => section.Steps).Select(step => step.Command).OfType<string>().ToList();
        commands.ShouldContain(command => command.Contains("rollout undo deployment/payments-api", StringComparison.Ordinal));
        commands.ShouldAllBe(command => !Placeholder().IsMatch(command));

        await calls.StopAsync(Stage.ImageOutage);
        await calls.UntilAsync(4, tile => tile.Status == "healthy", 90, "Tile 4 heals");
    }

    /// <summary>The drill-down: everything that a tired person needs, with the real names in it.</summary>
    private static async Task ReadAsync(IPage page)
    {
        await Expect(page.Locator("section.head h1")).ToContainTextAsync("CrashLoopBackOff after ConfigMap change");
        await Expect(page.Locator(".formula b")).ToHaveTextAsync(Formula());
        await Expect(page.Locator(".why-panel h2")).ToHaveTextAsync(WhyTheScore());
        await Expect(page.Locator(".diff .del")).ToContainTextAsync("PAYMENT_TIMEOUT_MS");
        await Expect(page.Locator(".diff .add")).ToContainTextAsync("1500ms");
        await Expect(page.Locator(".change-head")).ToContainTextAsync("checkout-config");
        await Expect(page.Locator(".do-panel code", new() { HasTextString = "patch configmap" }))
            .ToHaveTextAsync("""kubectl --context prod -n shop patch configmap checkout-config --type merge -p '{"data":{"PAYMENT_TIMEOUT_MS":"1500"}}'""");
        await Expect(page.Locator(".do-panel code", new() { HasTextString = "rollout restart" })).ToHaveTextAsync("kubectl --context prod -n shop rollout restart deployment/checkout");
        foreach (var command in await page.Locator(".do-panel code").AllTextContentsAsync())
            command.ShouldNotMatch("[{][A-Za-z]+[}]");
        var ruledOut = page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Ruled out" }) });
        await Expect(ruledOut).ToContainTextAsync("Out of memory");
        await Expect(ruledOut).ToContainTextAsync("ImagePullBackOff");
    }

    [GeneratedRegex(@"^Start .*: in-place$", RegexOptions.None, 1000)]
    private static partial Regex StartInPlace();

    [GeneratedRegex(@"^Stop A bad ConfigMap", RegexOptions.None, 1000)]
    private static partial Regex StopTwo();

    [GeneratedRegex(@"checkout: \d of \d pods crash-looping, \d+ s after ConfigMap checkout-config changed", RegexOptions.None, 1000)]
    private static partial Regex Headline();

    [GeneratedRegex("(Degraded|Critical)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Trouble();

    [GeneratedRegex(@"\bfiring\b", RegexOptions.None, 1000)]
    private static partial Regex Firing();

    [GeneratedRegex(@"^100 × \(1 − \d\.\d+ × \d\.\d+\) = \d+$", RegexOptions.None, 1000)]
    private static partial Regex Formula();

    [GeneratedRegex(@"^Why the score is \d+$", RegexOptions.None, 1000)]
    private static partial Regex WhyTheScore();

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
