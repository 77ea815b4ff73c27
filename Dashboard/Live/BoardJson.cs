using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>The API's JSON: camel case, times in UTC with milliseconds, written without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BoardReport))]
[JsonSerializable(typeof(ScenarioDetail))]
[JsonSerializable(typeof(IReadOnlyList<ScenarioReport>))]
[JsonSerializable(typeof(SignalSeries))]
public sealed partial class BoardJson : JsonSerializerContext
{
    /// <summary>The one set of options; HTML's own characters stay escaped, other letters are written as they are.</summary>
    public static BoardJson Api { get; } = new(Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web)));

    /// <summary>Gives other options the same times and letters.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Converters.Add(new UtcMilliseconds());
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        return options;
    }
}

/// <summary>Times as <c>2026-11-23T09:02:07.412Z</c>: always UTC, always 24 characters.</summary>
public sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
{
    public const int Length = 24;

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static bool TryFormat(DateTimeOffset time, Span<byte> into) =>
        time.UtcDateTime.TryFormat(into, out var written, Form, CultureInfo.InvariantCulture) && written == Length;

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        if (!TryFormat(value, text))
            throw new JsonException($"The time {value} has no form of {Length} characters.");
        writer.WriteStringValue(text);
    }
}
