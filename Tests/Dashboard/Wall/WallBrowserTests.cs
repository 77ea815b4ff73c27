using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>The wall in a real browser: what it says when something stands still, and how it comes back.</summary>
public sealed class WallBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinTen = new() { Timeout = 10_000 };

    [Fact]
    public async Task A_server_that_goes_is_said_within_ten_seconds_and_its_return_needs_no_hand()
    {
        var port = FreePort();
        var page = await browser.PageAsync();
        await using (var host = Start(port))
        {
            host.Beat(now => FakeBoards.FirstLight(now));
            await page.GotoAsync($"{host.Url}/wall");
            await Expect(page.Locator("#pulse")).ToContainTextAsync("live");
        }
        await Expect(page.Locator("#lost")).ToBeVisibleAsync(WithinTen);
        await Expect(page.Locator("#lost b")).ToHaveTextAsync(new Regex(@"^No connection since \d\d:\d\d:\d\d UTC$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("#pulse")).ToHaveTextAsync("not live");

        await using var again = Start(port);
        again.Beat(now => FakeBoards.OneCritical(now, revision: 9));
        await Expect(page.Locator("#lost")).ToBeHiddenAsync(new() { Timeout = 10_000 });
        await Expect(page.Locator("[data-number='2'] .score")).ToHaveTextAsync("20");
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_engine_that_stands_still_is_told_from_a_lost_connection_and_health_fades()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.With(FakeBoards.FirstLight(now), FakeBoards.FirstLight(now).Scenarios[1] with { StaleAfter = TimeSpan.FromSeconds(6) }));
        var page = await browser.PageAsync();
        await page.GotoAsync($"{host.Url}/wall");
        await Expect(page.Locator("[data-number='2']")).ToHaveAttributeAsync("data-status", "healthy");
        host.Freeze();
        await Expect(page.Locator("#lost b")).ToContainTextAsync("Engine stopped since", new() { Timeout = 10_000 });
        await Expect(page.Locator("[data-number='2']")).ToHaveAttributeAsync("data-status", "unknown", new() { Timeout = 10_000 });
        await Expect(page.Locator("[data-number='2'] .why")).ToContainTextAsync("No data for");
        await Expect(page.Locator("#platform")).ToHaveClassAsync("platform unknown");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Hostile_words_stay_words()
    {
        const string Hostile = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
        await using var host = Start();
        host.Beat(now => FakeBoards.FirstLight(now));
        var page = await browser.PageAsync();
        await page.GotoAsync($"{host.Url}/wall");
        host.Beat(now => FakeBoards.With(FakeBoards.FirstLight(now, revision: 3), FakeBoards.Crash(now, Hostile)));
        await Expect(page.Locator("[data-number='2'] .why")).ToContainTextAsync(Hostile);
        (await page.Locator("main img, .why b b, .why span b").CountAsync()).ShouldBe(0);
        (await page.TitleAsync()).ShouldNotContain("owned");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_server_of_another_build_makes_the_wall_load_itself_anew()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.FirstLight(now));
        var page = await browser.PageAsync();
        var old = true;
        await page.RouteAsync("**/wall", async route =>
        {
            var answer = await route.FetchAsync();
            var body = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = old ? body.Replace("data-build=\"", "data-build=\"older-", StringComparison.Ordinal) : body });
            old = false;
        });
        await page.GotoAsync($"{host.Url}/wall");
        await page.WaitForFunctionAsync("() => !document.body.dataset.build.startsWith('older-')", null, new() { Timeout = 10_000 });
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_a_wall_everything_is_large_and_nothing_scrolls()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.Mixed(now));
        var page = await browser.PageAsync();
        await page.GotoAsync($"{host.Url}/wall");
        await Expect(page.Locator("#pulse")).ToContainTextAsync("live");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        (await FontAsync(page, ".tile .score")).ShouldBeGreaterThanOrEqualTo(84);
        (await FontAsync(page, ".tile .name")).ShouldBeGreaterThanOrEqualTo(25);
        (await FontAsync(page, ".tile .why")).ShouldBeGreaterThanOrEqualTo(19);
        foreach (var box in await page.Locator(".tile").EvaluateAllAsync<double[][]>("tiles => tiles.map(tile => [tile.querySelector('.shape').getBoundingClientRect().height, tile.scrollHeight - tile.clientHeight])"))
        {
            box[0].ShouldBeGreaterThanOrEqualTo(84);
            box[1].ShouldBeLessThanOrEqualTo(0);
        }
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.Mixed(now));
        var page = await browser.PageAsync(390, 844);
        await page.GotoAsync($"{host.Url}/wall");
        await Expect(page.Locator("#pulse")).ToContainTextAsync("live");
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_first_load_is_small_and_from_this_host_alone()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.Mixed(now));
        var page = await browser.PageAsync();
        var foreign = new List<string>();
        var sizes = new List<Task<RequestSizesResult>>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Url, StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync($"{host.Url}/wall");
        await Expect(page.Locator("#pulse")).ToContainTextAsync("live");
        foreign.ShouldBeEmpty();
        errors.ShouldBeEmpty();
        (await Task.WhenAll(sizes)).Sum(size => size.ResponseBodySize + size.ResponseHeadersSize).ShouldBeInRange(1, 150 * 1024);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?theme=light")]
    public async Task Axe_finds_nothing(string query)
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.Mixed(now));
        var page = await browser.PageAsync();
        await page.GotoAsync($"{host.Url}/wall{query}");
        await Expect(page.Locator("#pulse")).ToContainTextAsync("live");
        var found = await page.RunAxe();
        found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task With_reduced_motion_a_change_does_not_pulse()
    {
        await using var host = Start();
        host.Beat(now => FakeBoards.FirstLight(now));
        var page = await browser.PageAsync();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync($"{host.Url}/wall");
        host.Beat(now => FakeBoards.OneCritical(now));
        var tile = page.Locator("[data-number='2']");
        await Expect(tile).ToHaveAttributeAsync("data-status", "critical");
        (await tile.EvaluateAsync<string>("tile => tile.classList.contains('pulse') + ' ' + getComputedStyle(tile).animationName")).ShouldBe("true none");
        await Expect(page.Locator("#news")).ToHaveTextAsync("Config crash loop: Critical");
        await page.CloseAsync();
    }

    private static Task<double> FontAsync(IPage page, string selector) =>
        page.Locator(selector).First.EvaluateAsync<double>("element => parseFloat(getComputedStyle(element).fontSize)");

    private static BoardHost Start(int port = 0)
    {
        var host = new BoardHost(port);
        host.StartServer();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
