using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>An ordinary day.</summary>
[Collection(Stage.Name)]
public sealed partial class QuietStories(Stage stage)
{
    [Fact]
    public async Task Board_and_wall_show_fifteen_tiles_and_what_is_judged_is_healthy()
    {
        await stage.QuietAsync();
        var tiles = (await stage.Watch.Calls.BoardAsync()).Scenarios;
        tiles.Count.ShouldBe(15);
        tiles.Where(Calls.IsJudged).Select(tile => tile.Number).ShouldContain(2);
        tiles.Where(Calls.IsJudged).Select(tile => tile.Number).ShouldContain(4);

        await using var board = await Visit.ToAsync(stage.Browser, stage.Watch, "/");
        await using var wall = await Visit.ToAsync(stage.Browser, stage.Watch, "/wall");

        await Expect(board.Page.Locator("[data-tile]")).ToHaveCountAsync(15);
        await Expect(wall.Page.Locator("[data-number]")).ToHaveCountAsync(15);
        foreach (var tile in tiles)
        {
            await Expect(board.Page.Locator($"[data-tile='{tile.Number}'] .mark")).ToContainTextAsync(Calls.IsJudged(tile) ? "Healthy" : "Not collected");
            await Expect(wall.Page.Locator($"[data-number='{tile.Number}']")).ToHaveAttributeAsync("data-status", tile.Status);
            await Expect(wall.Page.Locator($"[data-number='{tile.Number}'] .score")).ToHaveTextAsync(Calls.IsJudged(tile) ? Score() : Nothing());
        }
        await Expect(board.Page.GetByText($"{tiles.Count(Calls.IsJudged)} of 15").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_sandbox_is_labelled_on_every_page()
    {
        foreach (var path in Pages.All)
        {
            await using var visit = await Visit.ToAsync(stage.Browser, stage.Watch, path);
            await Expect(visit.Page.Locator("header").GetByText("sandbox", new() { Exact = false }).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task The_first_load_of_the_wall_is_at_most_150_kilobytes_over_the_wire()
    {
        await using var wall = await Visit.ToAsync(stage.Browser, stage.Watch, "/wall");

        (await wall.BytesAsync()).ShouldBeInRange(10_000, 150 * 1024);
    }

    /// <summary>Healthy is 85 and more.</summary>
    [GeneratedRegex("^(8[5-9]|9[0-9]|100)$", RegexOptions.None, 1000)]
    private static partial Regex Score();

    [GeneratedRegex("^–$", RegexOptions.None, 1000)]
    private static partial Regex Nothing();
}
