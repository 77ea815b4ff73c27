using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Reads just the names of an object's members, without the prefix <c>f:</c> of managed fields.</summary>
public sealed class KeysConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Pass();
            return null;
        }

        var keys = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            if (name.StartsWith("f:", StringComparison.Ordinal))
                keys.Add(name[2..]);
            reader.Read();
            reader.Pass();
        }

        return keys;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var key in value)
        {
            writer.WriteStartObject($"f:{key}");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
