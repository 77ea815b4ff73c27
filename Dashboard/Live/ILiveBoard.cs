using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Engine;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>The board as it is now, for pages and calls in this process.</summary>
public interface ILiveBoard
{
    /// <summary>The engine's last word.</summary>
    EngineReport Engine { get; }

    /// <summary>The same as the API gives it; <see cref="BoardReport.SentAt"/> is stamped when read.</summary>
    BoardReport Board { get; }

    /// <summary>The board now, then each newer one, the latest only: a slow reader skips, and never holds up anyone. At least one a second.</summary>
    IAsyncEnumerable<BoardReport> FollowAsync(CancellationToken cancellation);

    /// <summary>One scenario unfolded.</summary>
    /// <returns>Null when there is no scenario of that number.</returns>
    Task<ScenarioDetail?> DetailAsync(int number, CancellationToken cancellation);

    /// <summary>Every stream of every collector.</summary>
    IReadOnlyList<StreamHealth> Sources { get; }
}
