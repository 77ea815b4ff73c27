using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What the API says when something is wrong.</summary>
internal sealed record ApiStatus(string? Kind, int Code, string? Reason, string? Message);

/// <summary>A bookmark's object: only where the watch stands.</summary>
internal sealed record WatchMark(ListMeta? Metadata);

internal sealed record ListMeta(string? ResourceVersion, string? Continue);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiStatus))]
[JsonSerializable(typeof(WatchMark))]
[JsonSerializable(typeof(ListMeta))]
internal sealed partial class ApiJson : JsonSerializerContext;
