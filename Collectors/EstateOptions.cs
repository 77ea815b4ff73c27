namespace ApnaKart.Watch.Collectors;

/// <summary>The configuration section <c>Watch:Estate</c>: what is watched. No regions: the sandbox.</summary>
public sealed record EstateOptions
{
    public string Name { get; init; } = "apnakart";

    public IReadOnlyList<RegionOptions> Regions { get; init; } = [];
}

/// <summary>One region.</summary>
public sealed record RegionOptions
{
    public string Name { get; init; } = "";

    /// <summary><c>primary</c> or <c>standby</c>.</summary>
    public string Role { get; init; } = "primary";

    public IReadOnlyList<ClusterOptions> Clusters { get; init; } = [];
}

/// <summary>One cluster, reached by a kubeconfig and context or from inside of it.</summary>
public sealed record ClusterOptions
{
    /// <summary>Unique in the estate.</summary>
    public string Name { get; init; } = "";

    /// <summary>A path; <c>~</c> is the home directory. Null with <see cref="InCluster"/> false: the usual places.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    public bool InCluster { get; init; }
}

/// <summary>The configuration section <c>Watch:Kubernetes</c>: how clusters are read.</summary>
public sealed record KubernetesOptions
{
    /// <summary>Namespaces, as exact names, whose ConfigMap values may be kept (redacted) so that a change can be shown and undone. Others: hashes only. The label or annotation <c>apnakart.watch/snapshot: "true"</c> on a namespace opts in as well.</summary>
    public IReadOnlyList<string> ConfigMapValueNamespaces { get; init; } = [];

    /// <summary>Namespaces that are not production, as regular expressions. None: the usual ones, such as <c>^(ci|preview|pr)-</c>.</summary>
    public IReadOnlyList<string> NotProduction { get; init; } = [];

    /// <summary>What holds: those of the configuration, else the usual ones. The binder adds to a list that is not empty, so that the usual ones cannot stand in <see cref="NotProduction"/>.</summary>
    public IReadOnlyList<string> NotProductionInForce => NotProduction.Count > 0 ? NotProduction : Usual;

    private static readonly IReadOnlyList<string> Usual = ["^kube-node-lease$", "^kube-public$", "^(ci|preview|pr)-", "-sandbox$"];

    /// <summary>Who calls whom, as <c>shop/checkout -> payments/payments-api:8080</c> (workload, Service, port of the Service), in every cluster that has the caller. The annotation <c>apnakart.watch/calls: "payments/payments-api:8080"</c> on a workload says the same.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Seconds between readiness probes. The stale ladder counts in it.</summary>
    public double ProbeSeconds { get; init; } = 5;

    /// <summary>Seconds a watch may say nothing before it is reopened.</summary>
    public double SilenceSeconds { get; init; } = 90;
}
