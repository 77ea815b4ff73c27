using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Pictures for people to look at, into the folder that <c>WATCH_SHOTS</c> names. Only on request.</summary>
public sealed class ScreenshotTests(PagesInBrowser browser) : IClassFixture<PagesInBrowser>
{
    private static readonly (string Path, string Name)[] Pages =
        [("/", "board"), ("/scenarios/2", "scenario"), ("/scenarios/11", "not-judged"), ("/scenarios/15", "unknown"), ("/scenarios", "scenarios"), ("/sources", "sources"), ("/sandbox", "sandbox"), ("/scenarios/99", "missing")];

    private static readonly (int Width, int Height, string Theme)[] Screens = [(1920, 1080, "dark"), (1600, 1000, "light"), (390, 844, "dark"), (3840, 2160, "dark")];

    [Fact(Explicit = true)]
    public async Task Take_pictures()
    {
        var folder = Environment.GetEnvironmentVariable("WATCH_SHOTS");
        Assert.SkipUnless(folder is not null, "WATCH_SHOTS names no folder.");
        foreach (var (path, name) in Pages)
        {
            foreach (var (width, height, theme) in Screens)
            {
                var page = await browser.OpenAsync(path, width, height, theme);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{width}-{theme}.png"), FullPage = true });
                await page.Context.CloseAsync();
            }
        }
    }
}
