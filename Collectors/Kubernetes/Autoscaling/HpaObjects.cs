using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>A HorizontalPodAutoscaler of <c>autoscaling/v2</c>.</summary>
public sealed record Hpa : IKubernetesObject
{
    private static readonly HpaSpec NoSpec = new();
    private static readonly HpaStatus NoStatus = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public HpaSpec Spec { get; init => field = value ?? NoSpec; } = NoSpec;
    public HpaStatus Status { get; init => field = value ?? NoStatus; } = NoStatus;
}

/// <summary>What it is to do.</summary>
public sealed record HpaSpec
{
    public ScaleTarget? ScaleTargetRef { get; init; }

    /// <summary>Null means 1.</summary>
    public int? MinReplicas { get; init; }

    public int MaxReplicas { get; init; }
    public IReadOnlyList<HpaMetric> Metrics { get; init => field = value ?? []; } = [];
    public HpaBehavior? Behavior { get; init; }
}

/// <summary>What it scales.</summary>
public sealed record ScaleTarget
{
    [JsonConverter(typeof(Interned))]
    public string Kind { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>How fast it may go.</summary>
public sealed record HpaBehavior
{
    public HpaScalingRules? ScaleUp { get; init; }
}

/// <summary>How fast it may go in one direction.</summary>
public sealed record HpaScalingRules
{
    public int? StabilizationWindowSeconds { get; init; }

    /// <summary><c>Disabled</c> forbids the direction.</summary>
    public string? SelectPolicy { get; init; }
}

/// <summary>What its controller says.</summary>
public sealed record HpaStatus
{
    public int CurrentReplicas { get; init; }
    public int DesiredReplicas { get; init; }
    public IReadOnlyList<HpaMetric> CurrentMetrics { get; init => field = value ?? []; } = [];
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];
}

/// <summary>One metric, as it is asked for or as it is now. A metric that cannot be had stands in the status without a type.</summary>
public sealed record HpaMetric
{
    [JsonConverter(typeof(Interned))]
    public string Type { get; init => field = value ?? ""; } = "";

    public HpaMetricSource? Resource { get; init; }
    public HpaMetricSource? ContainerResource { get; init; }
    public HpaMetricSource? Pods { get; init; }
    public HpaMetricSource? Object { get; init; }
    public HpaMetricSource? External { get; init; }

    [JsonIgnore]
    public HpaMetricSource? Source => Resource ?? ContainerResource ?? Pods ?? Object ?? External;

    /// <summary>Tells metrics of one autoscaler apart.</summary>
    [JsonIgnore]
    public string Key => $"{Type}/{Source?.Called}/{Source?.Container}";
}

/// <summary>Where a metric comes from. The kinds of metrics have different members of these.</summary>
public sealed record HpaMetricSource
{
    [JsonConverter(typeof(Interned))]
    public string? Name { get; init; }

    public string? Container { get; init; }
    public HpaMetricName? Metric { get; init; }
    public HpaAmount? Target { get; init; }
    public HpaAmount? Current { get; init; }

    [JsonIgnore]
    public string Called => Name ?? Metric?.Name ?? "";
}

/// <summary>The name of a metric that is no resource.</summary>
public sealed record HpaMetricName
{
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>How much of a metric. One member is set.</summary>
public sealed record HpaAmount
{
    /// <summary>Percent of the requests.</summary>
    public int? AverageUtilization { get; init; }

    /// <summary>A quantity per pod.</summary>
    public string? AverageValue { get; init; }

    /// <summary>A quantity.</summary>
    public string? Value { get; init; }
}

/// <summary>Source-generated readers of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(SaneTime)])]
[JsonSerializable(typeof(Hpa))]
[JsonSerializable(typeof(NodeMetricsList))]
public sealed partial class AutoscalingJson : JsonSerializerContext;

/// <summary>How the API serves them.</summary>
public static class AutoscalingTypes
{
    public static readonly ResourceType<Hpa> Hpas =
        new(Streams.Hpas, "/apis/autoscaling/v2/horizontalpodautoscalers", "autoscaling", AutoscalingJson.Default.Hpa);
}
