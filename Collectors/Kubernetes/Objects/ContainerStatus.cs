using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>What the kubelet says of one container.</summary>
public sealed record ContainerStatus
{
    private static readonly ContainerState Nothing = new();

    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    public bool Ready { get; init; }
    public bool? Started { get; init; }
    public int RestartCount { get; init; }

    [JsonConverter(typeof(Interned))]
    public string ImageID { get; init => field = value ?? ""; } = "";

    public ContainerState State { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>The end before the present state; each end overwrites the one before.</summary>
    public ContainerState LastState { get; init => field = value ?? Nothing; } = Nothing;
}

/// <summary>At most one of the three is there.</summary>
public sealed record ContainerState
{
    public Waiting? Waiting { get; init; }
    public Running? Running { get; init; }
    public Terminated? Terminated { get; init; }
}

/// <summary>A container that does not run yet, or not again.</summary>
public sealed record Waiting
{
    [JsonConverter(typeof(Interned))]
    public string Reason { get; init => field = value ?? ""; } = "";

    public string? Message { get; init; }
}

/// <summary>A container that runs.</summary>
public sealed record Running
{
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>A container that ended. Times have a resolution of one second and come from the node's clock.</summary>
public sealed record Terminated
{
    public int ExitCode { get; init; }
    public int? Signal { get; init; }

    [JsonConverter(typeof(Interned))]
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>The last words: the termination log or the tail of the container's log. Many lines, from outside.</summary>
    public string? Message { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}
