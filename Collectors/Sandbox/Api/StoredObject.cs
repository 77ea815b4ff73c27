using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>One version of an object. It never changes; a change makes another one.</summary>
public sealed class StoredObject
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FrozenDictionary<string, string> _fields;

    internal StoredObject(ApiKind kind, JsonObject json, long version)
    {
        Kind = kind;
        Json = json;
        Version = version;
        Namespace = json.Text("metadata", "namespace") ?? "";
        Name = json.Text("metadata", "name") ?? "";
        Uid = json.Text("metadata", "uid") ?? "";
        Key = KeyOf(Namespace, Name);
        Labels = json.At("metadata", "labels") is JsonObject labels
            ? labels.ToFrozenDictionary(p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.Ordinal)
            : FrozenDictionary<string, string>.Empty;
        _fields = SelectableFields.Read(kind, json);
        Body = JsonSerializer.SerializeToUtf8Bytes(json, Plain);
    }

    public ApiKind Kind { get; }

    /// <summary>Namespace and name, in the order of the store.</summary>
    public string Key { get; }

    public string Namespace { get; }

    public string Name { get; }

    public string Uid { get; }

    /// <summary>The resourceVersion.</summary>
    public long Version { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>UTF-8 JSON as it stands in a list: without kind and apiVersion.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>To be read under the cluster's gate only, and never to be changed.</summary>
    internal JsonObject Json { get; }

    /// <summary>UTF-8 JSON with kind and apiVersion, as a single object is served.</summary>
    public byte[] Whole()
    {
        var head = System.Text.Encoding.UTF8.GetBytes($"{{\"kind\":\"{Kind.Kind}\",\"apiVersion\":\"{Kind.ApiVersion}\",");
        var whole = new byte[head.Length + Body.Length - 1];
        head.CopyTo(whole, 0);
        Body.Span[1..].CopyTo(whole.AsSpan(head.Length));
        return whole;
    }

    /// <summary>The value of a field that selectors may name; empty when it is not set.</summary>
    public string Field(string path) => _fields.GetValueOrDefault(path, "");

    internal static string KeyOf(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}/{name}";
}
