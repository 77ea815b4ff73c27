using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>A Lease of kube-system: who leads, and when it said so last.</summary>
public sealed record SystemLease : IKubernetesObject
{
    private static readonly SystemLeaseSpec Nothing = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public SystemLeaseSpec Spec { get; init => field = value ?? Nothing; } = Nothing;
}

/// <summary>What a leader writes.</summary>
public sealed record SystemLeaseSpec
{
    /// <summary>Empty when it was given back: nobody leads.</summary>
    public string HolderIdentity { get; init => field = value ?? ""; } = "";

    /// <summary>By the leader's own clock: only its change means anything.</summary>
    public string? RenewTime { get; init; }
}

/// <summary>An APIService: a group of the API that another server may answer for.</summary>
public sealed record ApiService : IKubernetesObject
{
    private static readonly ApiServiceStatus Nothing = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public ApiServiceStatus Status { get; init => field = value ?? Nothing; } = Nothing;
}

/// <summary>Whether it can be reached.</summary>
public sealed record ApiServiceStatus
{
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];
}

/// <summary>A ValidatingWebhookConfiguration.</summary>
public sealed record ValidatingWebhooks : WebhookConfiguration;

/// <summary>A MutatingWebhookConfiguration.</summary>
public sealed record MutatingWebhooks : WebhookConfiguration;

/// <summary>Webhooks that the API server calls before it takes an object in.</summary>
public abstract record WebhookConfiguration : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public IReadOnlyList<Webhook> Webhooks { get; init => field = value ?? []; } = [];
}

/// <summary>One webhook of a configuration.</summary>
public sealed record Webhook
{
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary><c>Fail</c> when absent: what cannot be asked is refused.</summary>
    public string? FailurePolicy { get; init; }
}

/// <summary>Source-generated readers of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(SaneTime)])]
[JsonSerializable(typeof(SystemLease))]
[JsonSerializable(typeof(ApiService))]
[JsonSerializable(typeof(ValidatingWebhooks))]
[JsonSerializable(typeof(MutatingWebhooks))]
public sealed partial class ControlPlaneJson : JsonSerializerContext;

/// <summary>How the API serves them.</summary>
public static class ControlPlaneTypes
{
    private const string Admission = "admissionregistration.k8s.io";

    public static readonly ResourceType<SystemLease> Leases =
        new("leases", "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases", "coordination.k8s.io", ControlPlaneJson.Default.SystemLease);

    public static readonly ResourceType<ApiService> ApiServices =
        new(Streams.ApiServices, "/apis/apiregistration.k8s.io/v1/apiservices", "apiregistration.k8s.io", ControlPlaneJson.Default.ApiService);

    public static readonly ResourceType<ValidatingWebhooks> Validating =
        new(Streams.ValidatingWebhooks, $"/apis/{Admission}/v1/validatingwebhookconfigurations", Admission, ControlPlaneJson.Default.ValidatingWebhooks);

    public static readonly ResourceType<MutatingWebhooks> Mutating =
        new(Streams.MutatingWebhooks, $"/apis/{Admission}/v1/mutatingwebhookconfigurations", Admission, ControlPlaneJson.Default.MutatingWebhooks);
}
