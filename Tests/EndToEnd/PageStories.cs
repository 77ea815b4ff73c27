using Deque.AxeCore.Playwright;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>What holds for every page while an outage fires and there is most to show.</summary>
[Collection(Stage.Name)]
public sealed class PageStories(Stage stage)
{
    [Theory]
    [MemberData(nameof(Pages.InBothThemes), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_nothing_is_asked_of_others_and_nothing_breaks_the_policy(string path, string theme)
    {
        Assert.SkipUnless(stage.Browser.IsThere, "There is no Chromium on this machine.");
        await stage.FiringAsync();
        await using var visit = await Visit.ToAsync(stage.Browser, stage.Watch, path, 1600, 1000, theme);

        // While the circuit takes over, the head of the page is written anew.
        await Microsoft.Playwright.Assertions.Expect(visit.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("ApnaKart", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var found = await visit.Page.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
        visit.Hosts.ShouldBe(["127.0.0.1"]);
        visit.Errors.ShouldBeEmpty();
        var scripts = (await visit.Answer!.AllHeadersAsync())["content-security-policy"].Split(';').Single(part => part.TrimStart().StartsWith("script-src", StringComparison.Ordinal));
        scripts.ShouldNotContain("unsafe");
        scripts.ShouldNotContain("*");
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        Assert.SkipUnless(stage.Browser.IsThere, "There is no Chromium on this machine.");
        await stage.FiringAsync();
        await using var visit = await Visit.ToAsync(stage.Browser, stage.Watch, "/", 390, 844);
        foreach (var path in Pages.All)
        {
            await visit.GoAsync(path);
            (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, path);
        }
    }
}
