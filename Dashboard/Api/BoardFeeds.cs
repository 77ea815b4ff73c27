using System.Collections.Concurrent;
using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.SignalR;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Feeds each connection of the hub from the one broadcaster.</summary>
public sealed class BoardFeeds(LiveBoard board, TimeProvider time, IHubContext<BoardHub, IBoardClient> hub, ILogger<BoardFeeds> log)
{
    private readonly ConcurrentDictionary<string, Feed> _feeds = new(StringComparer.Ordinal);

    /// <summary>Starts a feed that ends with its connection.</summary>
    public void Start(string connection, CancellationToken aborted)
    {
        var feed = new Feed();
        _feeds[connection] = feed;
        feed.Running = RunAsync(connection, feed, aborted);
    }

    public void Stop(string connection) => _feeds.TryRemove(connection, out _);

    /// <param name="scenario">Null: none any more.</param>
    public void Subscribe(string connection, int? scenario)
    {
        if (!_feeds.TryGetValue(connection, out var feed))
            return;
        Interlocked.Exchange(ref feed.Scenario, scenario ?? Feed.None);
    }

    private async Task RunAsync(string connection, Feed feed, CancellationToken aborted)
    {
        try
        {
            var client = hub.Clients.Client(connection);
            var told = (Scenario: Feed.None, Revision: -1L);
            await foreach (var frame in board.Broadcaster.FollowAsync(aborted))
            {
                await client.Board(new SentBoard(frame, time.GetUtcNow()));
                var wanted = (Scenario: Volatile.Read(ref feed.Scenario), frame.Board.Revision);
                if (wanted.Scenario != Feed.None && wanted != told && await board.DetailAsync(wanted.Scenario, aborted) is { } detail)
                    await client.Scenario(detail);
                told = wanted;
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            log.LogDebug("The feed of a connection ended with it");
        }
#pragma warning disable CA1031 // Whatever broke this feed must not take the process with it; the client sees silence and reconnects.
        catch (Exception problem)
        {
            log.LogWarning(problem, "The feed of a connection broke off");
        }
#pragma warning restore CA1031
    }

    private sealed class Feed
    {
        public const int None = 0;

        /// <summary>The number subscribed to, or <see cref="None"/>.</summary>
        public int Scenario = None;

        /// <summary>Held so that the feed lives as long as its connection.</summary>
        public Task? Running { get; set; }
    }
}
