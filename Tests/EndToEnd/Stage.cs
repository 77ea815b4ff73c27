using ApnaKart.Watch.Tests.Dashboard.Wall;
using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>
/// One program and one browser for all stories. They come one after the other, and after everything else, because they
/// start outages that all would see, and wait for real seconds.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Stage : IAsyncLifetime, ICollectionFixture<Stage>
{
    public const string Name = "End to end";

    public const string ConfigOutage = "crashloop-after-configmap-change";
    public const string ImageOutage = "image-pull-backoff";

    private static readonly string[] Outages = [ConfigOutage, ImageOutage];

    /// <summary>The installed browser; stories that need it are skipped where there is none.</summary>
    public Browser Browser { get; } = new();

    public WatchProcess Watch { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        await Watch.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Watch.DisposeAsync();
    }

    /// <summary>No outage, no fault, and every tile that is judged is healthy.</summary>
    public async Task QuietAsync()
    {
        Watch.MustLive();
        foreach (var outage in Outages)
            await Watch.Calls.StopAsync(outage);
        await SoundAsync();
        await Watch.Calls.UntilAsync(board => board.Scenarios.Where(Calls.IsJudged).All(tile => tile.Status == "healthy"), 120, "Every judged tile is healthy");
    }

    /// <summary>The bad ConfigMap of checkout is in force, and its tile fires.</summary>
    public async Task FiringAsync()
    {
        Watch.MustLive();
        if (await Watch.Calls.TileAsync(2) is { Phase: "firing", Status: "critical" })
            return;
        await SoundAsync();
        await Watch.Calls.StartAsync(ConfigOutage, "in-place");
        await Watch.Calls.UntilAsync(2, tile => tile is { Phase: "firing", Status: "critical" }, 60, "Tile 2 fires");
    }

    private async Task SoundAsync()
    {
        foreach (var cluster in Watch.Calls.Clusters)
            await Watch.Calls.FaultAsync(cluster, "none");
    }
}
