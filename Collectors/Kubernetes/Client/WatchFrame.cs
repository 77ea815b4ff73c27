using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>One line of a watch.</summary>
/// <param name="Change">Null for a bookmark and for an error.</param>
/// <param name="Version">Where the watch stands after it; null for an error.</param>
/// <param name="Error">Only for an error.</param>
internal readonly record struct WatchFrame<T>(WatchKind? Change, T? Item, string? Version, ApiStatus? Error)
    where T : class, IKubernetesObject
{
    /// <summary>Reads a line. The type usually stands before the object; nothing promises it.</summary>
    /// <exception cref="JsonException">The line is not what a watch may say.</exception>
    public static WatchFrame<T> Parse(ReadOnlySequence<byte> line, JsonTypeInfo<T> json)
    {
        var reader = new Utf8JsonReader(line);
        string? type = null;
        Utf8JsonReader body = default;
        var found = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("a watch line must be an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            if (!reader.Read())
                throw new JsonException("a watch line breaks off");
            if (isType)
                type = reader.GetString();
            else if (isObject && type is not null)
                return Read(type, ref reader, json);
            else if (isObject)
                body = reader;
            found |= isObject;
            reader.Skip();
        }

        if (type is null || !found)
            throw new JsonException("a watch line needs a type and an object");
        return Read(type, ref body, json);
    }

    private static WatchFrame<T> Read(string type, ref Utf8JsonReader reader, JsonTypeInfo<T> json) => type switch
    {
        "ADDED" => Object(WatchKind.Added, ref reader, json),
        "MODIFIED" => Object(WatchKind.Modified, ref reader, json),
        "DELETED" => Object(WatchKind.Deleted, ref reader, json),
        "BOOKMARK" => Mark(JsonSerializer.Deserialize(ref reader, ApiJson.Default.WatchMark)?.Metadata?.ResourceVersion),
        "ERROR" => new WatchFrame<T>(null, null, null, JsonSerializer.Deserialize(ref reader, ApiJson.Default.ApiStatus) ?? throw new JsonException("an error without a status")),
        _ => throw new JsonException("a watch line of a type that is not known"),
    };

    private static WatchFrame<T> Mark(string? version) =>
        string.IsNullOrEmpty(version) ? throw new JsonException("a bookmark without a resourceVersion") : new WatchFrame<T>(null, null, version, null);

    private static WatchFrame<T> Object(WatchKind kind, ref Utf8JsonReader reader, JsonTypeInfo<T> json)
    {
        var item = JsonSerializer.Deserialize(ref reader, json);
        if (!Lister<T>.IsSound(item) || item!.Metadata.ResourceVersion is not { Length: > 0 } version)
            throw new JsonException("an object without a name or a resourceVersion");
        return new WatchFrame<T>(kind, item, version, null);
    }
}
