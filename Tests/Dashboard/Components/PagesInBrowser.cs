using Microsoft.Playwright;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>One browser and one host for all tests of the class. Without a browser on the machine the tests skip.</summary>
public sealed class PagesInBrowser : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DevHost? _host;

    /// <summary>From <c>CHROMIUM_PATH</c>, else the usual place.</summary>
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    public DevHost Host => _host ?? throw new InvalidOperationException("The host did not start.");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        _host = await DevHost.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
    }

    /// <summary>A page that is interactive, in a fresh context.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1920, int height = 1080, string theme = "dark", DevHost? host = null)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no browser at {Chromium}.");
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Asia/Kolkata",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        await context.AddInitScriptAsync($"localStorage.setItem('watch-theme', '{theme}')");
        var page = await context.NewPageAsync();
        await page.GotoAsync((host ?? Host).Url + path);
        // The prerendered page already looks alive: it is interactive when a second heartbeat has come over the circuit.
        var prerendered = await page.EvaluateAsync<string>("() => document.getElementById('pulse').dataset.sentAt");
        await page.WaitForFunctionAsync("first => (window.beats ??= new Set([first])).add(document.getElementById('pulse').dataset.sentAt).size > 2 && document.documentElement.dataset.link === 'live'", prerendered);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
