using System.Globalization;
using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.SignalR;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>What the server calls on a program that is connected to <c>/hubs/board</c>.</summary>
public interface IBoardClient
{
    /// <summary>The board, at every change and at least every second.</summary>
    Task Board(SentBoard report);

    /// <summary>The scenario that was subscribed to, unfolded, at every change of the board.</summary>
    Task Scenario(ScenarioDetail detail);
}

/// <summary>The board for programs over SignalR. Each connection has its own feed: a slow one holds up nobody else.</summary>
public sealed class BoardHub(BoardFeeds feeds, LiveBoard board) : Hub<IBoardClient>
{
    public override Task OnConnectedAsync()
    {
        feeds.Start(Context.ConnectionId, Context.ConnectionAborted);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        feeds.Stop(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Asks for the detail of one scenario; another call changes to that one.</summary>
    public void Subscribe(int scenario)
    {
        if (board.Engine.Scenarios.All(state => state.Seed.Number != scenario))
            throw new HubException(string.Create(CultureInfo.InvariantCulture, $"There is no scenario {scenario} on this board."));
        feeds.Subscribe(Context.ConnectionId, scenario);
    }

    /// <summary>Asks for no detail any more.</summary>
    public void Unsubscribe() => feeds.Subscribe(Context.ConnectionId, null);
}
