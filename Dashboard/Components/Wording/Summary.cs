using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>The board in one sentence.</summary>
public static class Summary
{
    /// <summary><c>2 scenarios critical, 1 degraded, 1 unknown</c></summary>
    public static string Title(BoardReport board)
    {
        var parts = new List<string>();
        Add(parts, board.Scenarios.Count(tile => tile.Status == "critical"), "critical");
        Add(parts, board.Scenarios.Count(tile => tile.Status == "degraded"), "degraded");
        Add(parts, board.Scenarios.Count(tile => tile.Status == "unknown"), "unknown");
        if (parts.Count > 0)
            return string.Join(", ", parts);
        if (board.Platform.Unexplained.Count > 0)
            return $"{Count(board.Platform.Unexplained.Count, "workload")} down, and no scenario explains it";
        return board.Platform.Judged switch
        {
            0 => "Nothing is judged yet",
            _ when board.Platform.Status != "healthy" => "Not enough is known to call the platform healthy",
            1 => "The one judged scenario is healthy",
            var judged => $"All {judged} judged scenarios are healthy",
        };
    }

    /// <summary><c>6 workloads</c></summary>
    public static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    private static void Add(List<string> parts, int number, string word)
    {
        if (number > 0)
            parts.Add(parts.Count == 0 ? $"{Count(number, "scenario")} {word}" : $"{number} {word}");
    }
}
