using System.Runtime.CompilerServices;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>A live board that shows what a test puts on it, with one beat a second of the time provider.</summary>
public sealed class FakeLiveBoard(TimeProvider time, BoardReport board) : ILiveBoard
{
    private readonly Lock _lock = new();
    private BoardReport _board = board;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _followers;

    public EngineReport Engine => throw new NotSupportedException("Pages read the board.");

    /// <summary>The engine stands still: no pass ends any more.</summary>
    public bool Frozen { get; set; }

    public Dictionary<int, ScenarioDetail> Details { get; } = [];

    public IReadOnlyList<StreamHealth> Sources { get; set; } = [];

    public int Followers => Volatile.Read(ref _followers);

    public int DetailsRead { get; private set; }

    public BoardReport Board
    {
        get
        {
            lock (_lock)
                return _board with { SentAt = time.GetUtcNow() };
        }
    }

    /// <summary>A newer board, for everyone at once.</summary>
    public void Show(BoardReport next)
    {
        TaskCompletionSource told;
        lock (_lock)
        {
            _board = next;
            (told, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        told.TrySetResult();
    }

    public async IAsyncEnumerable<BoardReport> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _followers);
        try
        {
            while (true)
            {
                Task next;
                lock (_lock)
                    next = _next.Task;
                yield return Board;
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var first = await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), time, beat.Token));
                await beat.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
                if (first != next)
                    Beat();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _followers);
        }
    }

    public Task<ScenarioDetail?> DetailAsync(int number, CancellationToken cancellation)
    {
        DetailsRead++;
        return Task.FromResult(Details.GetValueOrDefault(number));
    }

    private void Beat()
    {
        if (Frozen)
            return;
        lock (_lock)
            _board = _board with { AsOf = time.GetUtcNow() };
    }
}
