using System.Buffers;
using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class BroadcasterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 2, 7, 412, TimeSpan.Zero));

    [Fact]
    public async Task A_follower_that_was_away_finds_the_latest_board_and_no_older_one()
    {
        var broadcaster = new Broadcaster(_time, Board(0));
        await using var follower = broadcaster.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await NextAsync(follower)).Board.Revision.ShouldBe(0);
        for (var revision = 1; revision <= 500; revision++)
            broadcaster.Publish(Board(revision));
        (await NextAsync(follower)).Board.Revision.ShouldBe(500);
    }

    [Fact]
    public async Task Without_news_the_same_board_comes_again_after_a_second()
    {
        var broadcaster = new Broadcaster(_time, Board(7));
        await using var follower = broadcaster.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(follower);
        var again = NextAsync(follower);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        again.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await again.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).Board.Revision.ShouldBe(7);
    }

    [Fact]
    public async Task A_cancelled_follower_ends_without_an_error()
    {
        using var cancel = new CancellationTokenSource();
        var broadcaster = new Broadcaster(_time, Board(1));
        await using var follower = broadcaster.FollowAsync(cancel.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(follower);
        var end = follower.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        (await end.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public void Sent_at_is_stamped_on_the_way_out_and_as_of_is_not()
    {
        var text = Write(new BoardFrame(1, Board(3)), new DateTimeOffset(2026, 11, 23, 14, 32, 9, 5, TimeSpan.FromHours(5.5)));
        text.ShouldContain("\"sentAt\":\"2026-11-23T09:02:09.005Z\"");
        text.ShouldContain("\"asOf\":\"2026-11-23T09:02:07.412Z\"");
        text.ShouldNotContain('\n');
        JsonSerializer.Deserialize(text, BoardJson.Api.BoardReport).ShouldNotBeNull().Revision.ShouldBe(3);
    }

    [Fact]
    public void A_text_that_looks_like_the_stamp_is_left_alone()
    {
        var board = Board(3) with { Build = "\"sentAt\":\"0000-00-00T00:00:00.000Z" };
        var text = Write(new BoardFrame(1, board), _time.GetUtcNow());
        JsonSerializer.Deserialize(text, BoardJson.Api.BoardReport).ShouldNotBeNull().Build.ShouldBe(board.Build);
    }

    private static async Task<BoardFrame> NextAsync(IAsyncEnumerator<BoardFrame> follower)
    {
        (await follower.MoveNextAsync()).ShouldBeTrue();
        return follower.Current;
    }

    private BoardReport Board(long revision) =>
        BoardMapper.Board(FakeBoards.FirstLight(Moment.Of(_time), revision), new EstateInForce(BoardHost.Estate, Sandbox: false), "1.0", [], []);

    private static string Write(BoardFrame frame, DateTimeOffset sentAt)
    {
        var bytes = new ArrayBufferWriter<byte>();
        frame.WriteTo(bytes, sentAt);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
