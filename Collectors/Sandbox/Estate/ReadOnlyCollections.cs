using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Lets YAML fill collections that are read-only afterwards.</summary>
internal sealed class ReadOnlyCollections : INodeTypeResolver
{
    public bool Resolve(NodeEvent? nodeEvent, ref Type currentType)
    {
        if (!currentType.IsGenericType)
            return false;
        var open = currentType.GetGenericTypeDefinition();
        var concrete = open == typeof(IReadOnlyList<>) ? typeof(List<>) : open == typeof(IReadOnlyDictionary<,>) ? typeof(Dictionary<,>) : null;
        if (concrete is null)
            return false;
        currentType = concrete.MakeGenericType(currentType.GetGenericArguments());
        return true;
    }
}
