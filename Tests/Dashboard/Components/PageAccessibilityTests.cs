using Deque.AxeCore.Playwright;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

public sealed class PageAccessibilityTests(PagesInBrowser browser) : IClassFixture<PagesInBrowser>
{
    [Theory]
    [InlineData("/", 1920, "dark")]
    [InlineData("/", 390, "light")]
    [InlineData("/scenarios", 1600, "dark")]
    [InlineData("/scenarios/2", 1600, "dark")]
    [InlineData("/scenarios/2", 390, "light")]
    [InlineData("/scenarios/2", 1600, "light")]
    [InlineData("/scenarios/11", 1600, "dark")]
    [InlineData("/scenarios/15", 1600, "light")]
    [InlineData("/sources", 1600, "dark")]
    [InlineData("/sources", 390, "light")]
    [InlineData("/sandbox", 1600, "dark")]
    [InlineData("/sandbox", 390, "light")]
    [InlineData("/scenarios/99", 1600, "dark")]
    public async Task Axe_finds_nothing(string path, int width, string theme)
    {
        var page = await browser.OpenAsync(path, width, width < 500 ? 844 : 1000, theme);

        var found = await page.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/", 390)]
    [InlineData("/scenarios/2", 390)]
    [InlineData("/sources", 390)]
    [InlineData("/sandbox", 390)]
    [InlineData("/", 3840)]
    public async Task Nothing_sticks_out_at_the_side(string path, int width)
    {
        var page = await browser.OpenAsync(path, width, 844);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        await page.Context.CloseAsync();
    }
}
