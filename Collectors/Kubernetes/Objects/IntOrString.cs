using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Reads a count or a share, such as <c>maxUnavailable</c>: <c>1</c> or <c>"25%"</c>. Kept as text.</summary>
public sealed class IntOrString : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>Resolves the text against a total.</summary>
    /// <param name="up">Whether a share of less than one is rounded up.</param>
    /// <returns>Null when there is no text, or it is neither a number nor a share.</returns>
    public static int? Resolve(string? text, int total, bool up)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (!text.EndsWith('%'))
            return int.TryParse(text, culture, out var count) ? count : null;
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), culture, out var percent))
            return null;
        var share = (double)total * percent / 100;
        return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
    }
}
