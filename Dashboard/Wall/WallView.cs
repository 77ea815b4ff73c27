using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;

namespace ApnaKart.Watch.Dashboard.Wall;

/// <summary>What the wall's page is made from: one board, and the words and lines that its script goes on with.</summary>
/// <param name="Theme"><c>dark</c> or <c>light</c>.</param>
/// <param name="RotateSeconds">How long each detail stays; 0: the board alone.</param>
/// <param name="BoardJson">The same board as the script gets it from the stream.</param>
/// <param name="HistoryJson">The scores of the last hour.</param>
public sealed record WallView(BoardReport Board, string Theme, int RotateSeconds, string BoardJson, string HistoryJson)
{
    private const int ShortestRotation = 5;
    private const int LongestRotation = 600;
    private const int UsualRotation = 20;

    /// <summary>How each status looks, for the script: it knows no colours and no words of its own.</summary>
    public static string AppearanceJson { get; } = JsonSerializer.Serialize(StatusAppearance.All, JsonSerializerOptions.Web);

    /// <summary>The rows, with the places that people learn by heart.</summary>
    public static IReadOnlyList<WallRow> Rows { get; } = [new("Kubernetes", 1), new("AWS", 6), new("Recovery", 11)];

    public static WallView Of(LiveBoard live, IQueryCollection query, DateTimeOffset now)
    {
        var frame = live.Broadcaster.Latest;
        var json = new ArrayBufferWriter<byte>();
        frame.WriteTo(json, now);
        return new WallView(
            frame.Board with { SentAt = now },
            query["theme"] == "light" ? "light" : "dark",
            Rotation(query),
            Encoding.UTF8.GetString(json.WrittenSpan),
            History(live, frame.Board, now));
    }

    public ScenarioReport? Tile(int number) => Board.Scenarios.FirstOrDefault(scenario => scenario.Number == number);

    private static int Rotation(IQueryCollection query)
    {
        if (!query.ContainsKey("rotate"))
            return 0;
        return int.TryParse(query["rotate"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Clamp(seconds, ShortestRotation, LongestRotation)
            : UsualRotation;
    }

    private static string History(LiveBoard live, BoardReport board, DateTimeOffset now) => JsonSerializer.Serialize(
        board.Scenarios
            .Select(scenario => (scenario.Number, Scores: live.History.Of(scenario.Number, now)))
            .Where(pair => pair.Scores.Any(score => score is not null))
            .ToDictionary(pair => pair.Number, pair => pair.Scores));
}

/// <summary>A row of five tiles.</summary>
public sealed record WallRow(string Name, int First);
