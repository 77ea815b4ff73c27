using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>A ServiceAccount: its name and its annotations. What tokens and secrets it has is not read.</summary>
public sealed record ServiceAccount : IKubernetesObject
{
    private const string Annotation = "eks.amazonaws.com/role-arn";

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;

    /// <summary>The role that its pods should have, or null.</summary>
    [JsonIgnore]
    public string? Role => Metadata.Annotations.GetValueOrDefault(Annotation);
}

/// <summary>Source-generated reader of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ServiceAccount))]
public sealed partial class IamJson : JsonSerializerContext;

/// <summary>How the API serves them.</summary>
public static class IamTypes
{
    public static readonly ResourceType<ServiceAccount> ServiceAccounts = new(Streams.ServiceAccounts, "/api/v1/serviceaccounts", "", IamJson.Default.ServiceAccount);
}
