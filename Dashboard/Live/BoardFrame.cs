using System.Buffers;
using System.Text.Json;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>
/// One board, serialised once for everybody. Only <c>sentAt</c> differs from client to client: its 24 characters are put in
/// while the bytes go out, so that a board that waited says when it really left.
/// </summary>
public sealed class BoardFrame
{
    private static ReadOnlySpan<byte> SentAt => "\"sentAt\":\""u8;

    private readonly byte[] _json;
    private readonly int _sentAt;

    public BoardFrame(long number, BoardReport board)
    {
        Number = number;
        Board = board;
        _json = JsonSerializer.SerializeToUtf8Bytes(board, BoardJson.Api.BoardReport);

        // A quote inside a JSON text is escaped: the first match is the member itself.
        _sentAt = _json.AsSpan().IndexOf(SentAt) + SentAt.Length;
    }

    /// <summary>Grows by one with every board that is published, also when nothing but its age changed.</summary>
    public long Number { get; }

    public BoardReport Board { get; }

    /// <summary>Writes the board as JSON, UTF-8, on one line.</summary>
    public void WriteTo(IBufferWriter<byte> output, DateTimeOffset sentAt)
    {
        var to = output.GetSpan(_json.Length);
        _json.CopyTo(to);
        if (!UtcMilliseconds.TryFormat(sentAt, to.Slice(_sentAt, UtcMilliseconds.Length)))
            throw new ArgumentOutOfRangeException(nameof(sentAt), sentAt, "A year of four digits is expected.");
        output.Advance(_json.Length);
    }
}
