using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Api;

/// <summary>The stream over the real server: what is buffered, and where a slow client hurts, shows only there.</summary>
public sealed class BoardStreamTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly BoardHost _host = new(0);

    public BoardStreamTests() => _host.StartServer();

    [Fact]
    public async Task A_stream_is_not_buffered_by_anybody_on_its_way()
    {
        _host.Publish(now => FakeBoards.FirstLight(now));
        using var client = _host.CreateClient();
        using var answer = await client.GetAsync("/api/v1/board/stream", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_change_comes_at_once_and_without_one_the_board_still_comes_each_second()
    {
        _host.Publish(now => FakeBoards.FirstLight(now, revision: 1));
        await using var events = Follow();
        var first = await NextAsync(events);
        first.GetProperty("revision").GetInt64().ShouldBe(1);
        var again = await NextAsync(events);
        again.GetProperty("asOf").GetString().ShouldBe(first.GetProperty("asOf").GetString());
        again.GetProperty("sentAt").GetDateTimeOffset().ShouldBeGreaterThan(first.GetProperty("sentAt").GetDateTimeOffset());

        _host.Publish(now => FakeBoards.OneCritical(now, revision: 2));
        (await NextAsync(events)).GetProperty("revision").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_holds_up_nobody_else()
    {
        var big = new string('x', 4000);
        using var slow = new TcpClient("127.0.0.1", new Uri(_host.Url).Port) { ReceiveBufferSize = 4096 };
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/v1/board/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"), TestContext.Current.CancellationToken);
        await using var fast = Follow();
        await NextAsync(fast);

        var longest = TimeSpan.Zero;
        for (var revision = 2; revision <= 300; revision++)
        {
            var begin = Stopwatch.GetTimestamp();
            _host.Publish(now => FakeBoards.With(FakeBoards.AllHealthy(now, revision), FakeBoards.Crash(now, big)));
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(begin).Ticks));
            long seen;
            do
                seen = (await NextAsync(fast)).GetProperty("revision").GetInt64();
            while (seen < revision);
        }
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_the_end_of_the_program()
    {
        await using var events = Follow();
        await NextAsync(events);
        var begin = Stopwatch.GetTimestamp();
        await _host.DisposeAsync();
        Stopwatch.GetElapsedTime(begin).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    public void Dispose() => _host.Dispose();

    private async IAsyncEnumerator<JsonElement> Follow()
    {
        using var client = _host.CreateClient();
        await using var stream = await client.GetStreamAsync("/api/v1/board/stream", TestContext.Current.CancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            item.EventType.ShouldBe("board");
            using var document = JsonDocument.Parse(item.Data);
            document.RootElement.TryGetProperty("sentAt", out _).ShouldBeTrue();
            yield return document.RootElement.Clone();
        }
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> events)
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(Soon, TestContext.Current.CancellationToken)).ShouldBeTrue();
        return events.Current;
    }
}
