using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>
/// Reads times. Some are written by whoever makes the object, and the years 1 and 9999 leave no room to add or take a second:
/// what lies outside of 1970 to 2200 is moved to that edge.
/// </summary>
public sealed class SaneTime : JsonConverter<DateTimeOffset>
{
    private static readonly DateTimeOffset First = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var time = reader.GetDateTimeOffset();
        return time < First ? First : time > Last ? Last : time;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
