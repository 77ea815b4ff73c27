using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>
/// Reads labels and annotations. Annotations may hold whole objects, and with them the values of ConfigMaps, that nobody
/// agreed to keep: what is long is left out, and so is what kubectl applied last.
/// </summary>
public sealed class WordsConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    private const int LongestValue = 1024;

    public override IReadOnlyDictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("labels or annotations are not an object");
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var appliedLast = reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8);
            var key = Interned.Of(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && !appliedLast && Length(ref reader) <= LongestValue)
                words[key] = Interned.Of(ref reader);
            else
                reader.Pass();
        }

        return words;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, word) in value)
            writer.WriteString(key, word);
        writer.WriteEndObject();
    }

    private static long Length(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
