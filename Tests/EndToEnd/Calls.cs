using System.Net.Http.Json;
using System.Text.Json;
using ApnaKart.Watch.Dashboard.Api;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>The program's API, as a script would use it.</summary>
public sealed class Calls(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The sandbox's clusters.</summary>
    public IReadOnlyList<string> Clusters { get; } = ["prod", "dr"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task<bool> AnswersAsync()
    {
        try
        {
            return (await _http.GetAsync("/healthz/live", Stop)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<BoardReport> BoardAsync() => (await _http.GetFromJsonAsync<BoardReport>("/api/v1/board", JsonSerializerOptions.Web, Stop)).ShouldNotBeNull();

    public async Task<ScenarioReport> TileAsync(int number) => Tile(await BoardAsync(), number);

    public async Task<ScenarioDetail> ScenarioAsync(int number) =>
        (await _http.GetFromJsonAsync<ScenarioDetail>($"/api/v1/scenarios/{number}", JsonSerializerOptions.Web, Stop)).ShouldNotBeNull();

    public Task StartAsync(string slug, string variant) => PostAsync($"outages/{slug}/start?variant={variant}");

    public Task StopAsync(string slug) => PostAsync($"outages/{slug}/stop");

    /// <param name="resource">A plural such as <c>pods</c>; null for the whole API of the cluster.</param>
    public Task FaultAsync(string cluster, string fault, string? resource = null) =>
        PostAsync($"faults/{cluster}/{fault}{(resource is null ? "" : $"?resource={resource}")}");

    /// <summary>Asks until it holds.</summary>
    public Task<BoardReport> UntilAsync(Func<BoardReport, bool> holds, int seconds, string what) =>
        UntilAsync(BoardAsync, holds, seconds, what, board => string.Join('\n', board.Scenarios.Where(IsJudged).Select(Say)));

    /// <summary>Asks until the tile is so.</summary>
    public Task<ScenarioReport> UntilAsync(int number, Func<ScenarioReport, bool> holds, int seconds, string what) =>
        UntilAsync(() => TileAsync(number), holds, seconds, what, Say);

    public static ScenarioReport Tile(BoardReport board, int number) => board.Scenarios.Single(tile => tile.Number == number);

    public static bool IsJudged(ScenarioReport tile) => tile.Status != "notCollected";

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path) => (await _http.PostAsync($"/api/v1/sandbox/{path}", null, Stop)).EnsureSuccessStatusCode();

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, int seconds, string what, Func<T, string> say)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await ask();
            if (holds(seen))
                return seen;
            TimeProvider.System.GetElapsedTime(begin).TotalSeconds.ShouldBeLessThan(seconds, $"{what}, but:\n{say(seen)}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }
    }

    private static string Say(ScenarioReport tile) =>
        $"{tile.Number} {tile.Status} {tile.Phase} {tile.Score}: {tile.Headline} | {string.Join(", ", tile.Scopes.Select(scope => $"{scope.Cluster} {scope.Status} {scope.UnknownBecause?.Cause} {scope.UnknownBecause?.Message}"))}";
}
