namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>One outage of <c>seeds/sandbox/outages.yaml</c>.</summary>
public sealed record OutageSeed
{
    public int Scenario { get; init; }
    public string Slug { get; init; } = "";
    public string Title { get; init; } = "";
    public IReadOnlyList<VariantSeed> Variants { get; init; } = [];
}

/// <summary>One way in which it comes about.</summary>
public sealed record VariantSeed
{
    public string Name { get; init; } = "";
    public string Text { get; init; } = "";
    public string Cluster { get; init; } = "";

    /// <summary>The Deployment that suffers: <c>namespace/name</c>.</summary>
    public string Workload { get; init; } = "";

    public IReadOnlyList<StepSeed> Steps { get; init; } = [];
}

/// <summary>One thing that is done to the estate. Which members count depends on <see cref="Do"/>.</summary>
public sealed record StepSeed
{
    /// <summary><c>edit</c>, <c>rotate</c>, <c>hashed</c>, <c>image</c>, <c>registry</c>, <c>fault</c>, <c>freeze</c>, <c>webhook</c>, <c>lose</c>, <c>load</c>, <c>scale</c>, <c>sidecar</c>, <c>selector</c>, <c>unready</c>, <c>policy</c>, <c>nodes</c>, <c>throttle</c>, <c>release</c>, <c>role</c> or <c>deny</c>.</summary>
    public string Do { get; init; } = "";

    /// <summary>Seconds after the start.</summary>
    public double At { get; init; }

    /// <summary>Of rotate: seconds from the first pod to the last.</summary>
    public double Over { get; init; }

    /// <summary>Of rotate: the share of the pods that are replaced, 0 to 1; one at least stays.</summary>
    public double Share { get; init; } = 0.7;

    public string ConfigMap { get; init; } = "";

    /// <summary>Of edit and hashed; of selector the label.</summary>
    public string Key { get; init; } = "";

    /// <summary>Of policy: its name.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Of edit and hashed: the new value; null takes the key away. Of selector: the label's new value; of policy: its spec as JSON; of unready: what the probe says; of role: the role that is named; of deny: the action.</summary>
    public string? Value { get; init; }

    /// <summary>Of image: <c>next</c> (a new one that exists), <c>unpublished</c> (one that does not) or <c>same</c>.</summary>
    public string Tag { get; init; } = "same";

    /// <summary>Of image: another name in the shop's registry; empty: the same.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Of registry: <c>denied</c>, <c>unauthorized</c>, <c>unreachable</c> or <c>throttled</c>. Of fault: a fault of the API. Of freeze: <c>store</c>, <c>controllers</c> or <c>scheduler</c>.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Of lose: the workload, <c>namespace/name</c>.</summary>
    public string Target { get; init; } = "";

    /// <summary>Of release: the Deployments that get a new image, <c>namespace/name</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Of load: times the usual.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Of scale: the number of pods.</summary>
    public int Replicas { get; init; }

    /// <summary>Of sidecar: the name of the container, and of its image.</summary>
    public string Container { get; init; } = "";
    /// <summary>Of nodes: the node group.</summary>
    public string Group { get; init; } = "";

    /// <summary>Of nodes: how many, spread over the zones.</summary>
    public int Nodes { get; init; }

    /// <summary>Of nodes: the last letter of a zone, all of whose nodes of the group are meant; empty: <see cref="Nodes"/> counts.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Of nodes: <c>kubelet</c> (it stops) or <c>disk</c> (it fills up).</summary>
    public string Trouble { get; init; } = "";
}
