using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>One page of a list as it comes over the wire.</summary>
internal sealed class ListPage<T>
    where T : class, IKubernetesObject
{
    private static readonly ConcurrentDictionary<JsonTypeInfo<T>, JsonTypeInfo<ListPage<T>>> Known = new();

    [JsonPropertyName("metadata")]
    public ListMeta? Metadata { get; set; }

    [JsonPropertyName("items")]
    public List<T?>? Items { get; set; }

    /// <summary>
    /// How a page is read. The items, which are the bulk, are read by the generated code of their type; only the two members
    /// of this wrapper are found by reflection, once.
    /// </summary>
    public static JsonTypeInfo<ListPage<T>> Json(JsonTypeInfo<T> item) => Known.GetOrAdd(item, static item =>
    {
        var options = new JsonSerializerOptions(item.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(item.Options.TypeInfoResolver, ApiJson.Default, new DefaultJsonTypeInfoResolver()),
        };
        return (JsonTypeInfo<ListPage<T>>)options.GetTypeInfo(typeof(ListPage<T>));
    });
}
