using Microsoft.Playwright;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>The installed Chromium, one for all tests; those that need it are skipped where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Whether there is one: without it, what leads up to a page need not be waited for.</summary>
    public bool IsThere => _browser is not null;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task<IPage> PageAsync(int width = 1920, int height = 1080)
    {
        Assert.SkipUnless(_browser is not null, "There is no Chromium on this machine.");
        return await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, TimezoneId = "Asia/Kolkata" });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
