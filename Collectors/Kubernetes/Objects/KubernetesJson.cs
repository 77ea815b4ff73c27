using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Source-generated readers of the slim records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(SaneTime)])]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(KubeEvent))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(ReplicaSet))]
[JsonSerializable(typeof(StatefulSet))]
[JsonSerializable(typeof(DaemonSet))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(KubeNamespace))]
[JsonSerializable(typeof(PodTemplate))]
public sealed partial class KubernetesJson : JsonSerializerContext;
