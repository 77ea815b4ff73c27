namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>A Service that is not simply that of a workload with its name.</summary>
public sealed record ServiceSeed
{
    public string Name { get; init; } = "";
    public string Namespace { get; init; } = "";
    public string Address { get; init; } = "";
    public IReadOnlyDictionary<string, string> Selector { get; init; } = new Dictionary<string, string>();

    /// <summary>As <c>53/UDP</c>: port and target port alike.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];
}

/// <summary>One NetworkPolicy.</summary>
public sealed record NetworkPolicySeed
{
    public string Name { get; init; } = "";
    public string Namespace { get; init; } = "";

    /// <summary>The spec as JSON.</summary>
    public string Spec { get; init; } = "{}";
}
