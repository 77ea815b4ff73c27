namespace ApnaKart.Watch.Rules.Signals;

/// <summary>
/// A thing that can be well or ill: a deployment, a node group, a target group, a cluster. Two resources are the same
/// when all six parts are; an empty part means that it does not apply.
/// </summary>
/// <param name="Kind">Exact and in lower case: <c>deployment</c>, <c>statefulset</c>, <c>pod</c>, <c>configmap</c>, <c>node</c>, <c>cluster</c>, <c>region</c>.</param>
public sealed record Resource(string Kind, string Name, string Namespace = "", string Cluster = "", string Region = "", string Account = "")
{
    /// <summary>The cluster or region that this resource counts in.</summary>
    public Scope Scope => new(Region, Cluster);

    /// <summary>The percent-encoded text form, <c>kind/region/cluster/namespace/name</c>; an account stands before the region, with a colon between.</summary>
    public override string ToString()
    {
        var region = Account.Length == 0 ? Encode(Region) : $"{Encode(Account)}:{Encode(Region)}";
        return $"{Encode(Kind)}/{region}/{Encode(Cluster)}/{Encode(Namespace)}/{Encode(Name)}";
    }

    /// <summary>The same scope, another thing in it.</summary>
    public Resource Sibling(string kind, string name, string? @namespace = null) =>
        this with { Kind = kind, Name = name, Namespace = @namespace ?? Namespace };

    /// <summary>The cluster that this resource is in, or null if it is in none.</summary>
    public Resource? ParentCluster => Cluster.Length == 0 ? null : new Resource("cluster", Cluster, "", Cluster, Region, Account);

    /// <summary>Reads the text form back.</summary>
    /// <exception cref="FormatException">The text does not have five parts.</exception>
    public static Resource Parse(string text) =>
        TryParse(text, out var resource) ? resource : throw new FormatException($"'{text}' is not a resource: kind/region/cluster/namespace/name is expected.");

    /// <summary>Reads the text form back; false when it does not have five parts or names no kind.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Resource? resource)
    {
        resource = null;
        var parts = text?.Split('/');
        if (parts is not { Length: 5 } || parts[0].Length == 0)
            return false;
        var place = parts[1].Split(':', 2);
        var (account, region) = place.Length == 2 ? (place[0], place[1]) : ("", place[0]);
        resource = new Resource(Decode(parts[0]), Decode(parts[4]), Decode(parts[3]), Decode(parts[2]), Decode(region), Decode(account));
        return true;
    }

    private static string Encode(string part) => Uri.EscapeDataString(part);

    private static string Decode(string part) => Uri.UnescapeDataString(part);
}
