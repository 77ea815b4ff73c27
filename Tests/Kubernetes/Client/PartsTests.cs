using System.Buffers;
using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>The pieces that need no server.</summary>
public sealed class PartsTests
{
    [Theory]
    [InlineData(0.0, "0.1 0.2 0.4 0.8 1.6 3 3")]
    [InlineData(1.0, "1 2 4 8 16 30 30")]
    public void Pauses_double_up_to_a_bound_with_jitter_over_the_whole_and_start_small_again(double random, string expected)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), () => random);
        string.Join(' ', Enumerable.Range(0, 7).Select(_ => Math.Round(backoff.Next().TotalSeconds, 3))).ShouldBe(expected);
        backoff.Reset();
        backoff.Next().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_pause_ends_after_its_length_or_when_woken_but_not_when_the_server_asked_for_it()
    {
        var time = new FakeTimeProvider();
        var pause = new Pause(time);
        var waiting = pause.WaitAsync(TimeSpan.FromSeconds(30), canWake: true, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);

        waiting = pause.WaitAsync(TimeSpan.FromSeconds(30), canWake: true, CancellationToken.None);
        pause.Wake();
        await waiting.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);

        waiting = pause.WaitAsync(TimeSpan.FromSeconds(30), canWake: false, CancellationToken.None);
        pause.Wake();
        waiting.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Lines_come_whole_however_the_bytes_are_cut()
    {
        await Gen.Select(Gen.Char["ab"].Array[0, 5].Select(chars => new string(chars)).Array[0, 6], Gen.Int[1, 7], Gen.Bool).SampleAsync(async (lines, piece, cutOff) =>
        {
            var text = string.Concat(lines.Select(line => line + "\n")) + (cutOff ? "half" : "");
            var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(text), piece), longest: 5);
            var read = new List<string>();
            while (await reader.ReadAsync(CancellationToken.None) is { } line)
            {
                read.Add(Encoding.UTF8.GetString(line));
                reader.Done();
            }

            read.ShouldBe(lines);
        }, iter: 200);
    }

    [Theory]
    [InlineData("123456\n")]
    [InlineData("123456")]
    [InlineData("1\n123456\n")]
    public async Task A_line_over_the_bound_is_refused(string text)
    {
        var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(text), 2), longest: 5);
        await Should.ThrowAsync<LineTooLongException>(async () =>
        {
            while (await reader.ReadAsync(CancellationToken.None) is not null)
                reader.Done();
        });
    }

    [Fact]
    public async Task A_line_that_never_ends_is_given_up_at_the_bound_and_not_read_on()
    {
        await using var endless = new Endless();
        var reader = new LineReader(endless, longest: 1_000_000);
        await Should.ThrowAsync<LineTooLongException>(async () => await reader.ReadAsync(CancellationToken.None));
        endless.Given.ShouldBeLessThan(1_200_000);
    }

    [Theory]
    [InlineData("""{"type":"MODIFIED","object":{"spec":{"deep":[{}]},"metadata":{"name":"a","resourceVersion":"7"}}}""")]
    [InlineData("""{"object":{"metadata":{"name":"a","resourceVersion":"7"}},"other":[1],"type":"MODIFIED"}""")]
    public void A_watch_line_is_read_in_any_order(string line)
    {
        var frame = WatchFrame<Thing>.Parse(Bytes(line), ThingJson.Default.Thing);
        frame.Change.ShouldBe(WatchKind.Modified);
        frame.Item!.Metadata.Name.ShouldBe("a");
        frame.Version.ShouldBe("7");
    }

    [Fact]
    public void Whatever_a_line_holds_it_is_read_or_refused_and_nothing_else()
    {
        Gen.OneOf(
            Gen.String,
            Gen.Char["{}[]\":,abtypeobjcADED01 \\"].Array[0, 60].Select(chars => new string(chars)),
            Gen.Int[0, 80].Select(at => Faults.AddedLine("a", 1)[..Math.Min(at, Faults.AddedLine("a", 1).Length)])).Sample(line =>
        {
            try
            {
                WatchFrame<Thing>.Parse(Bytes(line), ThingJson.Default.Thing);
            }
            catch (JsonException)
            {
                return;
            }
        }, iter: 5_000);
    }

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
