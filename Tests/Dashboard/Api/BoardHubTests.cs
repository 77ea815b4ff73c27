using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Api;

public sealed class BoardHubTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly BoardHost _host = new(0);

    public BoardHubTests() => _host.StartServer();

    [Fact]
    public async Task A_program_gets_the_board_and_the_detail_that_it_subscribed_to()
    {
        _host.Publish(now => FakeBoards.OneCritical(now, revision: 12));
        await using var connection = Connection();
        var board = First(connection, "Board");
        var detail = First(connection, "Scenario");
        await connection.StartAsync(TestContext.Current.CancellationToken);
        (await board.WaitAsync(Soon, TestContext.Current.CancellationToken)).GetProperty("revision").GetInt64().ShouldBe(12);
        await connection.InvokeAsync("Subscribe", 2, TestContext.Current.CancellationToken);
        (await detail.WaitAsync(Soon, TestContext.Current.CancellationToken)).GetProperty("scenario").GetProperty("number").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_scenario_that_is_not_there_is_refused_in_words()
    {
        _host.Publish(now => FakeBoards.FirstLight(now));
        await using var connection = Connection();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        var refusal = await Should.ThrowAsync<HubException>(connection.InvokeAsync("Subscribe", 16, TestContext.Current.CancellationToken));
        refusal.Message.ShouldContain("There is no scenario 16");
    }

    public void Dispose() => _host.Dispose();

    private HubConnection Connection() => new HubConnectionBuilder().WithUrl($"{_host.Url}/hubs/board").Build();

    private static Task<JsonElement> First(HubConnection connection, string method)
    {
        var first = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.On<JsonElement>(method, sent => first.TrySetResult(sent));
        return first.Task;
    }
}
