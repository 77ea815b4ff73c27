using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Live;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>After a restart, puts the last hour back on the board from what was kept.</summary>
/// <param name="state">Null when nothing is kept.</param>
public sealed class RecallChanges(LiveBoard board, TimeProvider time, ILogger<RecallChanges> log, IStateStore? state = null) : BackgroundService
{
    private const int MostFacts = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (state is null)
            return;
        var now = time.GetUtcNow();
        try
        {
            foreach (var fact in await state.LoadFactsAsync(now.AddHours(-1), now, MostFacts, stoppingToken))
                board.Note(fact);
            foreach (var change in await state.LoadChangesAsync(null, now.AddHours(-1), now, stoppingToken))
            {
                if (change.Scope is null)
                    board.Note(change);
            }
        }
        catch (StoreException problem)
        {
            log.LogWarning("The last hour cannot be put back on the board: {Problem}", problem.Message);
        }
    }
}
