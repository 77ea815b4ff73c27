using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>What happens in front of a reader, in a real browser.</summary>
public sealed class PageStoryTests(PagesInBrowser browser) : IClassFixture<PagesInBrowser>
{
    [Fact]
    public async Task A_tile_that_turns_critical_is_drawn_and_announced()
    {
        var page = await browser.OpenAsync("/");
        var now = TimeProvider.System.GetUtcNow();
        browser.Host.Board.Show(SampleBoards.Quiet(now));
        await Expect(page.Locator("[data-tile='2'] .mark")).ToContainTextAsync("Healthy");

        browser.Host.Board.Show(SampleBoards.Put(SampleBoards.Quiet(now), SampleBoards.Crash(now)));

        await Expect(page.Locator("[data-tile='2'] .mark")).ToContainTextAsync("Critical");
        await Expect(page.Locator("p[aria-live=polite]")).ToContainTextAsync("2, Config crash loop: now Critical. checkout: 6 of 8 pods");
        browser.Host.ShowBadDay();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_frozen_engine_hatches_the_page_and_says_since_when()
    {
        var page = await browser.OpenAsync("/");
        await Expect(page.Locator("#link-lost")).ToBeHiddenAsync();

        browser.Host.Board.Frozen = true;

        await Expect(page.Locator("#link-lost")).ToContainTextAsync("THE ENGINE STANDS STILL since", new() { Timeout = 10_000 });
        await Expect(page.Locator(".veil")).ToBeVisibleAsync();
        await Expect(page.Locator("#pulse-says")).ToContainTextAsync("not live");
        browser.Host.Board.Frozen = false;
        await Expect(page.Locator("#link-lost")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lost_connection_hatches_the_page_ages_run_on_and_it_comes_back_by_itself()
    {
        var page = await browser.OpenAsync("/");
        var age = page.Locator("[data-tile='2'] .data-age .age");

        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync("() => Blazor._internal.forceCloseConnection()");

        await Expect(page.Locator("#link-lost")).ToContainTextAsync("NO CONNECTION since", new() { Timeout = 10_000 });
        var before = await age.TextContentAsync();
        await Expect(age).Not.ToHaveTextAsync(before!, new() { Timeout = 5_000 });
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#link-lost")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator("#pulse-says")).ToContainTextAsync("live, ");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_server_that_was_away_is_found_again_without_a_hand_and_nothing_looks_healthy_meanwhile()
    {
        Assert.SkipUnless(File.Exists(PagesInBrowser.Chromium), "There is no browser.");
        var first = await DevHost.StartAsync();
        var url = first.Url;
        var page = await browser.OpenAsync("/", host: first);

        await first.DisposeAsync();

        await Expect(page.Locator("#link-lost")).ToContainTextAsync("NO CONNECTION since", new() { Timeout = 10_000 });
        await page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector(\"[data-tile='1'] .score\")).fontSize === '0px'", null, new() { Timeout = 30_000 });
        await using var second = await DevHost.StartAsync(url);
        await Expect(page.Locator("#link-lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator("#pulse-says")).ToContainTextAsync("live, ");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Copy_works_by_keyboard_carries_exactly_the_command_and_says_so()
    {
        var page = await browser.OpenAsync("/scenarios/2", 1600);

        await page.Locator("[data-copy]").Nth(1).PressAsync("Enter");

        await Expect(page.Locator("#copy-says")).ToHaveTextAsync("Copied the command.");
        (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).ShouldBe(SampleDetails.Restore);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tick_is_kept_for_this_reader()
    {
        var page = await browser.OpenAsync("/scenarios/2", 1600);
        await page.Locator("[data-tick]").First.CheckAsync();

        await page.ReloadAsync();

        await Expect(page.Locator("[data-tick]").First).ToBeCheckedAsync();
        await Expect(page.Locator("[data-tick]").Nth(1)).Not.ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_theme_is_kept_over_a_reload()
    {
        var page = await browser.OpenAsync("/", theme: "light");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await page.GetByRole(AriaRole.Button, new() { Name = "Light page" }).ClickAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        (await page.EvaluateAsync<string>("() => localStorage.getItem('watch-theme')")).ShouldBe("dark");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_outage_starts_and_stops_by_the_page()
    {
        var page = await browser.OpenAsync("/sandbox", 1600);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start CrashLoopBackOff after ConfigMap change: hashed" }).ClickAsync();
        await Expect(page.Locator(".outage.running")).ToContainTextAsync("Running: hashed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop CrashLoopBackOff after ConfigMap change" }).ClickAsync();

        await Expect(page.Locator(".outage.running")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_leaves_a_page_stops_following()
    {
        var page = await browser.OpenAsync("/");
        await Expect(page.Locator(".tile")).ToHaveCountAsync(15);
        var before = browser.Host.Board.Followers;

        for (var turn = 0; turn < 3; turn++)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Sources", Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sources");
            await page.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
            await Expect(page.Locator(".tile")).ToHaveCountAsync(15);
        }

        await page.WaitForTimeoutAsync(1500);
        browser.Host.Board.Followers.ShouldBe(before);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_comes_from_another_host_and_nothing_breaks_the_policy()
    {
        Assert.SkipUnless(File.Exists(PagesInBrowser.Chromium), "There is no browser.");
        var page = await browser.OpenAsync("/scenarios/2", 1600);
        var (hosts, errors) = (new List<string>(), new List<string>());
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };

        await page.ReloadAsync();
        await Expect(page.Locator("#pulse-says")).ToContainTextAsync("live");

        hosts.Distinct().ShouldBe(["127.0.0.1"]);
        errors.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/scenarios/99", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/scenarios/2", 200)]
    public async Task An_address_answers_with_the_right_code_and_a_page(string path, int code)
    {
        var page = await browser.OpenAsync("/");

        var answer = await page.GotoAsync(browser.Host.Url + path);

        answer!.Status.ShouldBe(code);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        if (code == 404)
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is no such page");
        await page.Context.CloseAsync();
    }
}
