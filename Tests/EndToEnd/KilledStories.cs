using System.Text.RegularExpressions;
using ApnaKart.Watch.Dashboard.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>A program that dies or stands still while an outage fires, and the screens that hang on it.</summary>
[Collection(Stage.Name)]
public sealed partial class KilledStories(Stage stage, LiveWatch live) : IClassFixture<LiveWatch>
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinTen = new() { Timeout = 10_000 };
    private static readonly LocatorAssertionsToBeHiddenOptions WithinThirty = new() { Timeout = 30_000 };

    [Fact]
    public async Task Killed_while_it_fires_it_goes_on_firing_and_fires_no_second_time_and_the_wall_needs_no_hand()
    {
        Assert.SkipUnless(stage.Browser.IsThere, "There is no Chromium on this machine.");
        await stage.FiringAsync();
        var calls = live.Watch.Calls;
        await calls.UntilAsync(2, tile => tile is { Phase: "firing", Status: "critical" }, 60, "Tile 2 fires for the second watcher too");
        await using var wall = await Visit.ToAsync(stage.Browser, live.Watch, "/wall");
        await using var board = await Visit.ToAsync(stage.Browser, live.Watch, "/");
        await AcceptedAsync();
        var before = await calls.ScenarioAsync(2);

        await live.Watch.KillAsync();
        await Expect(wall.Page.Locator("#lost")).ToBeVisibleAsync(WithinTen);
        await Expect(wall.Page.Locator("#lost b")).ToHaveTextAsync(NoConnection());
        await Expect(wall.Page.Locator("body")).ToHaveClassAsync("lost");
        await Expect(board.Page.Locator("#link-lost")).ToContainTextAsync("NO CONNECTION since", new() { Timeout = 10_000 });
        await wall.Page.WaitForTimeoutAsync(6_000);

        await live.Watch.StartAsync();
        await Expect(wall.Page.Locator("#lost")).ToBeHiddenAsync(WithinThirty);
        await Expect(board.Page.Locator("#link-lost")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(wall.Page.Locator("[data-number='2']")).ToHaveClassAsync(CriticalFiring(), new() { Timeout = 30_000 });
        var after = await UntilUnfoldedAsync(calls);
        after.Scenario.Phase.ShouldBe("firing");
        after.Scenario.Since.ShouldBe(before.Scenario.Since, TimeSpan.FromSeconds(1));
        after.Resources[0].Phase.ShouldBe("firing");
        after.Resources[0].Since.ShouldBe(before.Resources[0].Since, TimeSpan.FromSeconds(1));
        after.History.Select(change => (change.Time, change.Status)).ShouldBe(before.History.Select(change => (change.Time, change.Status)));
    }

    [Fact]
    public async Task Frozen_the_wall_says_so_within_ten_seconds_and_thawed_it_is_live_again()
    {
        Assert.SkipUnless(stage.Browser.IsThere, "There is no Chromium on this machine.");
        await using var wall = await Visit.ToAsync(stage.Browser, live.Watch, "/wall");

        await live.Watch.FreezeAsync();
        try
        {
            await Expect(wall.Page.Locator("#lost")).ToBeVisibleAsync(WithinTen);
            await Expect(wall.Page.Locator("#lost b")).ToHaveTextAsync(NoConnection());
        }
        finally
        {
            await live.Watch.ThawAsync();
        }
        await Expect(wall.Page.Locator("#lost")).ToBeHiddenAsync(WithinThirty);
    }

    /// <summary>Phases are with the store within a second or two; what was not accepted may be lost.</summary>
    private async Task AcceptedAsync() =>
        await live.Watch.Calls.UntilAsync(
            board => board.Sources.Any(source => source.Name == "store/state" && source.Status == "ok") && board.AsOf - Calls.Tile(board, 2).Since > TimeSpan.FromSeconds(5), 30, "The phase is stored");

    private static async Task<ScenarioDetail> UntilUnfoldedAsync(Calls calls)
    {
        await calls.UntilAsync(2, tile => tile is { Status: "critical", Stale: false }, 30, "Tile 2 is critical by what is seen now");
        return await calls.ScenarioAsync(2);
    }

    [GeneratedRegex(@"^No connection since \d\d:\d\d:\d\d UTC$", RegexOptions.None, 1000)]
    private static partial Regex NoConnection();

    [GeneratedRegex(@"\bcrit\b.*\bfiring\b", RegexOptions.None, 1000)]
    private static partial Regex CriticalFiring();
}
