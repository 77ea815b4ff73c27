using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>What a path of the Kubernetes API names.</summary>
/// <param name="Kind">Null: a resource that is not served.</param>
/// <param name="Namespace">Empty: all namespaces, or a kind without.</param>
/// <param name="Name">Null: a list.</param>
internal sealed record ApiPath(ApiKind? Kind, string Resource, string Namespace, string? Name, string? Subresource)
{
    /// <summary>Null when the path is none of a resource.</summary>
    public static ApiPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Of("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Of(group, version, rest),
            _ => null,
        };
    }

    private static ApiPath? Of(string group, string version, string[] rest)
    {
        var (space, tail) = rest is ["namespaces", var name, _, ..] && rest[2] is not ("status" or "finalize") ? (name, rest[2..]) : ("", rest);
        if (tail.Length > 3)
            return null;
        var kind = ApiKinds.Find(group, version, tail[0]);
        return new ApiPath(kind, tail[0], space, tail.Length > 1 ? tail[1] : null, tail.Length > 2 ? tail[2] : null);
    }
}
