using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Benchmarks.Latency;

/// <summary>The board's stream of server-sent events, each with the moment at which it was there.</summary>
internal sealed class BoardEvents(HttpClient http) : IDisposable
{
    private readonly Channel<(long At, BoardReport Board)> _events = Channel.CreateUnbounded<(long, BoardReport)>();
    private Stream? _body;

    public static async Task<BoardEvents> OpenAsync(HttpClient http, CancellationToken cancellation)
    {
        var events = new BoardEvents(http);
        await events.StartAsync(cancellation);
        return events;
    }

    /// <summary>The first board, from now, that is so.</summary>
    public async Task<(long At, BoardReport Board)> UntilAsync(Func<BoardReport, bool> holds, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var next = await _events.Reader.ReadAsync(late.Token);
            if (holds(next.Board))
                return next;
        }
    }

    public void Dispose() => _body?.Dispose();

    private async Task StartAsync(CancellationToken cancellation)
    {
        _body = await http.GetStreamAsync("/api/v1/board/stream", cancellation);
        _ = ReadAsync(new StreamReader(_body), cancellation);
    }

    private async Task ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                var at = Stopwatch.GetTimestamp();
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    _events.Writer.TryWrite((at, JsonSerializer.Deserialize<BoardReport>(line.AsSpan(6), JsonSerializerOptions.Web)!));
            }
            _events.Writer.TryComplete();
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            _events.Writer.TryComplete();
        }
    }
}
