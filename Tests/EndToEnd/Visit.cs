using System.Text.RegularExpressions;
using ApnaKart.Watch.Tests.Dashboard.Wall;
using Microsoft.Playwright;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>A page that somebody has open, and everything it asked for and complained of.</summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private readonly List<Task<RequestSizesResult>> _sizes = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _hosts = [];

    private readonly string _url;
    private readonly string _theme;

    private Visit(IPage page, string url, string theme)
    {
        (Page, _url, _theme) = (page, url, theme);
        page.Request += (_, request) => _hosts.Add(new Uri(request.Url).Host);
        page.RequestFinished += (_, request) => _sizes.Add(request.SizesAsync());
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    public IResponse? Answer { get; private set; }

    /// <summary>What the console holds against the page.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Every host that was asked for something.</summary>
    public IEnumerable<string> Hosts => _hosts.Distinct(StringComparer.Ordinal);

    /// <summary>Bytes that came over the wire until now, headers counted; streams that are still open are not.</summary>
    public async Task<long> BytesAsync() => (await Task.WhenAll(_sizes)).Sum(size => (long)size.ResponseBodySize + size.ResponseHeadersSize);

    /// <summary>Opens a page and waits until it says that it is live.</summary>
    public static async Task<Visit> ToAsync(Browser browser, WatchProcess watch, string path, int width = 1920, int height = 1080, string theme = "dark")
    {
        var page = await browser.PageAsync(width, height);
        await page.AddInitScriptAsync($"localStorage.setItem('watch-theme', '{theme}')");
        var visit = new Visit(page, watch.Url, theme);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>Goes on to another page, and waits in the same way.</summary>
    public async Task GoAsync(string path)
    {
        var wall = path.StartsWith("/wall", StringComparison.Ordinal);
        Answer = await Page.GotoAsync(_url + path + (wall && _theme == "light" ? "?theme=light" : ""));
        await Assertions.Expect(Page.Locator(wall ? "#pulse" : "#pulse-says")).ToHaveTextAsync(Live(), new() { Timeout = 15_000 });
    }

    /// <summary>How both pages begin when all is well; "not live" does not.</summary>
    [GeneratedRegex("^live", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Live();

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
