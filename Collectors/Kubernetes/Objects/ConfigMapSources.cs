using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>One environment variable.</summary>
public sealed record EnvVar
{
    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    public EnvSource? ValueFrom { get; init; }

    /// <summary>Kept of the variable that names the pod's role alone, which is no secret.</summary>
    public string? Value { get; init; }

    internal const string Role = "AWS_ROLE_ARN";

    internal static IReadOnlyList<EnvVar> FromConfigMaps(IReadOnlyList<EnvVar>? all) => all is null
        ? []
        : [.. all.Where(one => one is { Name: Role, Value: not null } || one?.ValueFrom?.ConfigMapKeyRef is not null).Select(one => one.Name == Role ? one : one with { Value = null })];
}

/// <summary>Where the value of an environment variable comes from; other sources are not read.</summary>
public sealed record EnvSource
{
    public ConfigMapSource? ConfigMapKeyRef { get; init; }
}

/// <summary>All keys of a ConfigMap as environment variables; other sources are not read.</summary>
public sealed record EnvFrom
{
    public ConfigMapSource? ConfigMapRef { get; init; }

    internal static IReadOnlyList<EnvFrom> FromConfigMaps(IReadOnlyList<EnvFrom>? all) =>
        all is null ? [] : [.. all.Where(one => one?.ConfigMapRef is not null)];
}

/// <summary>A volume; only ConfigMaps in it are read.</summary>
public sealed record Volume
{
    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    public ConfigMapSource? ConfigMap { get; init; }
    public Projected? Projected { get; init; }

    internal static IReadOnlyList<Volume> OfConfigMaps(IReadOnlyList<Volume>? all) =>
        all is null ? [] : [.. all.Where(one => one?.ConfigMap is not null || one?.Projected is { Sources.Count: > 0 })];
}

/// <summary>A volume made of several sources.</summary>
public sealed record Projected
{
    public IReadOnlyList<ProjectedSource> Sources
    {
        get;
        init => field = value is null ? [] : [.. value.Where(one => one?.ConfigMap is not null)];
    } = [];
}

/// <summary>One source of a projected volume.</summary>
public sealed record ProjectedSource
{
    public ConfigMapSource? ConfigMap { get; init; }
}

/// <summary>Names a ConfigMap, and maybe keys of it.</summary>
public sealed record ConfigMapSource
{
    [JsonConverter(typeof(Interned))]
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(Interned))]
    public string? Key { get; init; }

    public bool? Optional { get; init; }
    public IReadOnlyList<KeyItem> Items { get; init => field = value.Sound(); } = [];
}

/// <summary>One key that a volume shows.</summary>
public sealed record KeyItem
{
    [JsonConverter(typeof(Interned))]
    public string Key { get; init => field = value ?? ""; } = "";
}
