namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>One GET of the API.</summary>
/// <param name="Cluster">For messages.</param>
/// <param name="Stream">For messages: <c>pods</c>.</param>
/// <param name="Verb"><c>list</c> or <c>watch</c>, as RBAC calls it.</param>
/// <param name="Group">The API group, empty for core.</param>
/// <param name="Path">With its query.</param>
internal sealed record ApiRequest(string Cluster, string Stream, string Verb, string Group, string Path)
{
    /// <summary>How messages begin.</summary>
    public string Name => $"cluster {Cluster}, {Stream}";

    /// <summary>The permission that it needs, in words.</summary>
    public string Right => $"{Verb} {Stream}{(Group.Length == 0 ? "" : $" of {Group}")} at the cluster scope";
}
