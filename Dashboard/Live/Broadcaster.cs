using System.Runtime.CompilerServices;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>
/// Gives every follower the latest board and nothing older. Nobody is queued for: a follower that is slow finds the newest
/// board when it comes back, and the publisher never waits.
/// </summary>
public sealed class Broadcaster
{
    /// <summary>A board goes out at least this often, changed or not, so that silence always means trouble.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private State _state;

    public Broadcaster(TimeProvider time, BoardReport first)
    {
        _time = time;
        _state = new State(new BoardFrame(0, first));
    }

    public BoardFrame Latest => Volatile.Read(ref _state).Frame;

    public void Publish(BoardReport board)
    {
        State before;
        lock (_lock)
        {
            before = _state;
            Volatile.Write(ref _state, new State(new BoardFrame(before.Frame.Number + 1, board)));
        }
        before.Superseded.TrySetResult();
    }

    /// <summary>The latest board at once, then each newer one, or the same again after <see cref="Heartbeat"/>. Ends without an error when it is cancelled.</summary>
    public async IAsyncEnumerable<BoardFrame> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var state = Volatile.Read(ref _state);
            yield return state.Frame;
            await state.Superseded.Task
                .WaitAsync(Heartbeat, _time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed record State(BoardFrame Frame)
    {
        /// <summary>Done when there is a newer board. Followers go on elsewhere: never on the publisher's thread.</summary>
        public TaskCompletionSource Superseded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
