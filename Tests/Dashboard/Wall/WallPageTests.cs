using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>The page as the server writes it, before any script runs.</summary>
public sealed partial class WallPageTests : IDisposable
{
    private readonly BoardHost _host = new();

    [Fact]
    public async Task The_board_of_that_moment_is_in_the_page()
    {
        _host.Publish(now => FakeBoards.Explained(now));
        var page = await PageAsync("/wall");
        Regex.Count(page, "<article class=\"tile").ShouldBe(15);
        page.ShouldContain("checkout: 6 of 8 pods crash-looping");
        page.ShouldContain("<b>Because of 2</b>");
        page.ShouldContain("class=\"mode sandbox\"");
        page.ShouldContain("data-theme=\"dark\"");
    }

    [Fact]
    public async Task Before_the_first_pass_fifteen_places_are_there_and_none_is_healthy()
    {
        var page = await PageAsync("/wall");
        Regex.Count(page, "<article class=\"tile unknown\"").ShouldBe(15);
        page.ShouldNotContain(">Healthy<");
    }

    [Theory]
    [InlineData("/wall?theme=light", "data-theme=\"light\"")]
    [InlineData("/wall?theme=%22%3E%3Cscript%3E", "data-theme=\"dark\"")]
    [InlineData("/wall?rotate=30", "data-rotate=\"30\"")]
    [InlineData("/wall?rotate=", "data-rotate=\"20\"")]
    [InlineData("/wall?rotate=1", "data-rotate=\"5\"")]
    [InlineData("/wall", "data-rotate=\"0\"")]
    public async Task What_a_screen_asks_for_is_in_the_page(string address, string attribute) => (await PageAsync(address)).ShouldContain(attribute);

    [Fact]
    public async Task Nothing_in_the_page_is_inline_or_from_another_host()
    {
        _host.Publish(now => FakeBoards.Mixed(now));
        var page = await PageAsync("/wall");
        InlineScript().IsMatch(page).ShouldBeFalse();
        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
        page.ShouldNotContain("blazor");
        Address().Matches(page).ShouldAllBe(match => match.Groups["to"].Value.StartsWith('/') || match.Groups["to"].Value.StartsWith('#'));
    }

    [Fact]
    public async Task A_page_from_a_cache_would_lie_so_it_is_not_kept()
    {
        var answer = await _host.CreateClient().GetAsync("/wall", TestContext.Current.CancellationToken);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Hostile_words_are_written_as_text()
    {
        _host.Publish(now => FakeBoards.With(FakeBoards.FirstLight(now), FakeBoards.Crash(now, "\"><script>alert(1)</script><img src=x onerror=alert(1)>")));
        var page = await PageAsync("/wall");
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;script&gt;alert(1)");
    }

    public void Dispose() => _host.Dispose();

    private Task<string> PageAsync(string address) => _host.CreateClient().GetStringAsync(address, TestContext.Current.CancellationToken);

    [GeneratedRegex("<script(?![^>]* src=)", RegexOptions.None, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex("(?:href|src)=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
