using System.Buffers;
using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.Http.Features;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>The board as server-sent events: one event <c>board</c> at every change and at least every second.</summary>
public sealed class BoardStream(LiveBoard board, TimeProvider time, IHostApplicationLifetime host)
{
    private static ReadOnlySpan<byte> Retry => "retry: 1000\n\n"u8;

    private static ReadOnlySpan<byte> Before => "event: board\ndata: "u8;

    private static ReadOnlySpan<byte> After => "\n\n"u8;

    /// <summary>Writes until the client goes or the host stops. A client that reads slowly holds up itself alone.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        var writer = response.BodyWriter;
        writer.Write(Retry);
        try
        {
            await foreach (var frame in board.Broadcaster.FollowAsync(end.Token))
            {
                writer.Write(Before);
                frame.WriteTo(writer, time.GetUtcNow());
                writer.Write(After);
                if ((await writer.FlushAsync(end.Token)).IsCompleted)
                    return;
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The ordinary end of a stream: it has no last event.
        }
    }
}
