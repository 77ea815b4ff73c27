using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApnaKart.Watch.Dashboard.Live;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>A board on its way through the hub. Its bytes are those of everybody: it is not serialised again.</summary>
[JsonConverter(typeof(SentBoardConverter))]
public sealed record SentBoard(BoardFrame Frame, DateTimeOffset SentAt);

/// <summary>Copies the bytes of the frame.</summary>
public sealed class SentBoardConverter : JsonConverter<SentBoard>
{
    public override SentBoard Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Boards go out only.");

    public override void Write(Utf8JsonWriter writer, SentBoard value, JsonSerializerOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        value.Frame.WriteTo(bytes, value.SentAt);
        writer.WriteRawValue(bytes.WrittenSpan, skipInputValidation: true);
    }
}
