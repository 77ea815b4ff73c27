using System.Buffers;
using System.IO.Pipelines;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>Lines of bytes from a stream, without copying and with a bound on each.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private readonly PipeReader pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
    private SequencePosition next;

    /// <summary>The next whole line without its end, valid until <see cref="Done"/>; null at the end of the stream. A last line without an end is cut off, and no line.</summary>
    /// <exception cref="LineTooLongException">No end was found within the bound.</exception>
    public async ValueTask<ReadOnlySequence<byte>?> ReadAsync(CancellationToken cancel)
    {
        long searched = 0;
        while (true)
        {
            var result = await pipe.ReadAsync(cancel);
            var buffer = result.Buffer;
            if (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                next = buffer.GetPosition(1, end);
                var line = buffer.Slice(0, end);
                return line.Length <= longest ? line : throw new LineTooLongException(longest);
            }

            if (buffer.Length > longest)
                throw new LineTooLongException(longest);
            if (result.IsCompleted)
                return null;
            searched = buffer.Length;
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The line was used; its memory goes back.</summary>
    public void Done() => pipe.AdvanceTo(next);

    /// <summary>Gives all memory back.</summary>
    public ValueTask CompleteAsync() => pipe.CompleteAsync();
}

/// <summary>A line that does not end within its bound.</summary>
internal sealed class LineTooLongException(int longest) : Exception($"a line of more than {longest / 1024 / 1024.0:0.#} MB");
