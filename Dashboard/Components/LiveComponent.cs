using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace ApnaKart.Watch.Dashboard.Components;

/// <summary>
/// A component that follows the board while it is on a page. It takes at most four boards a second, draws only those that
/// change what it shows, and stops following the moment it is disposed of.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _leave = new();

    protected LiveComponent() => Leaving = _leave.Token;

    [Inject]
    protected ILiveBoard Live { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>The board that is drawn.</summary>
    protected BoardReport Board { get; private set; } = default!;

    /// <summary>Cancelled when the component leaves the page.</summary>
    protected CancellationToken Leaving { get; }

    protected override void OnInitialized() => Board = Live.Board;

    /// <summary>Whether the newer board changes anything that this component shows.</summary>
    protected virtual bool Shows(BoardReport drawn, BoardReport next) => drawn.AsOf != next.AsOf || drawn.Revision != next.Revision;

    /// <summary>Called with every board that arrives, before it is drawn.</summary>
    protected virtual Task OnBoardAsync(BoardReport next) => Task.CompletedTask;

    /// <summary>Following begins with the first interactive render: a page that is only prerendered follows nothing.</summary>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? FollowAsync() : Task.CompletedTask;

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var next in Live.FollowAsync(Leaving))
            {
                await OnBoardAsync(next);
                if (Shows(Board, next))
                {
                    Board = next;
                    StateHasChanged();
                }
                await Task.Delay(Breath, Time, Leaving);
            }
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The reader went to another page.
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _leave.Cancel();
        _leave.Dispose();
    }
}
