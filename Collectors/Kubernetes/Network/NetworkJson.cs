using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Source-generated readers of what pods talk through.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(SaneTime)])]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(EndpointSlice))]
[JsonSerializable(typeof(NetworkPolicy))]
public sealed partial class NetworkJson : JsonSerializerContext;

/// <summary>The kinds of objects that say who can reach whom.</summary>
public static class NetworkTypes
{
    public static readonly ResourceType<Service> Services = new(Streams.Services, "/api/v1/services", "", NetworkJson.Default.Service);

    public static readonly ResourceType<EndpointSlice> EndpointSlices =
        new(Streams.EndpointSlices, "/apis/discovery.k8s.io/v1/endpointslices", "discovery.k8s.io", NetworkJson.Default.EndpointSlice);

    public static readonly ResourceType<NetworkPolicy> NetworkPolicies =
        new(Streams.NetworkPolicies, "/apis/networking.k8s.io/v1/networkpolicies", "networking.k8s.io", NetworkJson.Default.NetworkPolicy);
}
