using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>A resource in words for people. A text that is no resource is shown as it is.</summary>
public static class Places
{
    /// <summary><c>checkout</c></summary>
    public static string Name(string resource) => Resource.TryParse(resource, out var known) ? known.Name : resource;

    /// <summary><c>deployment checkout</c></summary>
    public static string Full(string resource) => Resource.TryParse(resource, out var known) ? $"{known.Kind} {known.Name}" : resource;

    /// <summary><c>prod / ap-south-1 / shop</c></summary>
    public static string Path(string resource) => Resource.TryParse(resource, out var known)
        ? string.Join(" / ", new[] { known.Cluster, known.Region, known.Namespace }.Where(part => part.Length > 0))
        : "";

    /// <summary><c>ap-south-1 · prod</c></summary>
    public static string Scope(string region, string cluster) =>
        string.Join(" · ", new[] { region, cluster }.Where(part => part.Length > 0));
}
