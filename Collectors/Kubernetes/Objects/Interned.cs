using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>
/// Reads strings of which a cluster has few but repeats often: namespaces, nodes, images, reasons. Each is kept once.
/// The pool is bounded, as its contents come from outside: when it is full of names that are gone, it begins anew.
/// </summary>
public sealed class Interned : JsonConverter<string>
{
    private const int Longest = 256;
    private const int Most = 50_000;

    private static readonly ConcurrentDictionary<string, string> Pool = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Pool.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int _count;

    /// <summary>The one string with these characters.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            return text.ToString();
        if (Lookup.TryGetValue(text, out var known))
            return known;
        var fresh = text.ToString();
        if (Volatile.Read(ref _count) >= Most)
        {
            Pool.Clear();
            Volatile.Write(ref _count, 0);
        }

        if (Pool.TryAdd(fresh, fresh))
        {
            Interlocked.Increment(ref _count);
            return fresh;
        }

        return Pool.GetValueOrDefault(fresh, fresh);
    }

    /// <summary>Reads the string or property name that the reader stands on.</summary>
    internal static string Of(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > Longest)
            return reader.GetString() ?? "";
        Span<char> characters = stackalloc char[Longest];
        return Of(characters[..reader.CopyString(characters)]);
    }

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Of(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
