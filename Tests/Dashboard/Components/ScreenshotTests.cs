using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Pictures for people to look at, into the folder that <c>WATCH_SHOTS</c> names.</summary>
public sealed class ScreenshotTests(PagesInBrowser browser) : IClassFixture<PagesInBrowser>
{
    [Theory(Explicit = true)]
    [InlineData("board", "/", 1920, 1080, "dark")]
    [InlineData("board-light", "/", 1920, 1080, "light")]
    [InlineData("board-phone", "/", 390, 844, "dark")]
    [InlineData("board-4k", "/", 3840, 2160, "dark")]
    [InlineData("scenario", "/scenarios/2", 1600, 1000, "dark")]
    [InlineData("scenario-light", "/scenarios/2", 1600, 1000, "light")]
    [InlineData("scenario-phone", "/scenarios/2", 390, 844, "dark")]
    [InlineData("not-judged", "/scenarios/11", 1600, 1000, "dark")]
    [InlineData("unknown", "/scenarios/15", 1600, 1000, "dark")]
    [InlineData("scenarios", "/scenarios", 1600, 1000, "dark")]
    [InlineData("sources", "/sources", 1600, 1000, "dark")]
    [InlineData("sources-phone", "/sources", 390, 844, "dark")]
    [InlineData("sandbox", "/sandbox", 1600, 1000, "dark")]
    [InlineData("missing", "/scenarios/99", 1600, 1000, "dark")]
    public async Task Take_a_picture(string name, string path, int width, int height, string theme)
    {
        var folder = Environment.GetEnvironmentVariable("WATCH_SHOTS");
        Assert.SkipUnless(folder is not null, "WATCH_SHOTS names no folder.");
        var page = await browser.OpenAsync(path, width, height, theme);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, name + ".png"), FullPage = true });
        await page.Context.CloseAsync();
    }
}
