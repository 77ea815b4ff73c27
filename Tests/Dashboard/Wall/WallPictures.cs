using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>Pictures of the wall to look at. Taken only on request: run with <c>--explicit on</c> and <c>WATCH_PICTURES</c> naming a directory.</summary>
public sealed class WallPictures(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string, int, int, string> Pictures => new()
    {
        { "first-light", 1920, 1080, "" },
        { "one-critical", 1920, 1080, "" },
        { "mixed", 1920, 1080, "" },
        { "mixed", 1920, 1080, "?theme=light" },
        { "mixed", 390, 844, "" },
        { "mixed", 3840, 2160, "" },
        { "healthy", 1920, 1080, "" },
        { "stale", 1920, 1080, "" },
        { "unexplained", 1920, 1080, "" },
        { "frozen", 1920, 1080, "" },
        { "explained", 1920, 1080, "?rotate=5" },
        { "pending", 1366, 768, "" },
    };

    [Theory(Explicit = true)]
    [MemberData(nameof(Pictures), DisableDiscoveryEnumeration = true)]
    public async Task Picture(string board, int width, int height, string query)
    {
        var directory = Environment.GetEnvironmentVariable("WATCH_PICTURES");
        Assert.SkipUnless(directory is not null, "WATCH_PICTURES names no directory.");
        using var host = new BoardHost(0, services => services.AddSingleton<IScopeFigures, FakeFigures>().AddSingleton<IRunbooks, FakeRunbooks>());
        host.StartServer();
        Hour(host, board is "mixed" or "one-critical" or "stale" or "frozen");
        host.Beat(Board(board));
        var page = await browser.PageAsync(width, height);
        await page.GotoAsync($"{host.Url}/wall{query}");
        if (board == "frozen")
            host.Freeze();
        await page.WaitForTimeoutAsync(query.Contains("rotate", StringComparison.Ordinal) ? 6500 : board == "frozen" ? 8000 : 2500);
        var name = $"{board}-{width}{query.Replace('?', '-').Replace('=', '-')}.png";
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory!, name), FullPage = width < 1000 });
    }

    /// <summary>An hour of ordinary life, so that the lines and the lane have something to show.</summary>
    private static void Hour(BoardHost host, bool trouble)
    {
        var now = host.Now;
        for (var second = 3600; second > 0; second -= 30)
        {
            var then = new Moment(now.Wall.AddSeconds(-second), now.Mono - TimeSpan.FromSeconds(second));
            var quiet = FakeBoards.AllHealthy(then);
            host.Live.Publish(second switch
            {
                < 2040 and > 1800 => FakeBoards.With(quiet, FakeBoards.Pull(then, Phase.Firing)),
                < 250 when trouble => FakeBoards.With(quiet, FakeBoards.Crash(then), FakeBoards.Consequence(then)),
                _ => quiet,
            });
        }
        Fact(host, FactKinds.RolloutStarted, "search", 47);
        Fact(host, FactKinds.RolloutFinished, "search", 45);
        Fact(host, FactKinds.Scaled, "cart", 22);
        Fact(host, FactKinds.RolloutStarted, "cart", 12);
        Fact(host, FactKinds.ConfigMapChanged, "checkout-config", 5);
        Fact(host, FactKinds.OutageStarted, "crashloop", 5.2);
    }

    private static void Fact(BoardHost host, string kind, string name, double minutes) => host.Live.Note(new Fact(
        $"{kind}/{name}/{minutes}", kind, FakeBoards.Checkout with { Name = name }, host.Now.Wall.AddMinutes(-minutes), $"{name}: {kind}"));

    private static Func<Moment, EngineReport> Board(string name)
    {
        // The trouble began when the picture was begun: only the ages go on.
        EngineReport? first = null;
        Func<Moment, EngineReport> make = name switch
        {
            "one-critical" => now => FakeBoards.OneCritical(now),
            "mixed" or "frozen" => now => FakeBoards.Mixed(now),
            "explained" => now => FakeBoards.Explained(now),
            "healthy" => now => FakeBoards.AllHealthy(now),
            "stale" => now => FakeBoards.Stale(now),
            "unexplained" => now => FakeBoards.UnexplainedWorkload(now),
            "pending" => now => FakeBoards.OnePending(now),
            _ => now => FakeBoards.FirstLight(now),
        };
        return now => (first ??= make(now)) with { AsOf = now };
    }
}
