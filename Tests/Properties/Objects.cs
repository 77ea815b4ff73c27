using System.Globalization;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>Makes the objects of the collector from shapes, as they would come over the wire.</summary>
internal static class Objects
{
    /// <param name="version">The resourceVersion: another one makes it another state.</param>
    public static T Of<T>(ResourceType<T> type, object shape, int version)
        where T : class, IKubernetesObject
    {
        var node = JsonSerializer.SerializeToNode(shape)!.AsObject();
        var meta = node["metadata"]!.AsObject();
        meta["namespace"] ??= "shop";
        meta["uid"] ??= $"uid-{node["kind"]}-{meta["name"]}";
        meta["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        return node.Deserialize(type.Json)!;
    }
}
