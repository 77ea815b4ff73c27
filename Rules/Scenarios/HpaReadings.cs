using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>What is known of one autoscaler, read once.</summary>
internal sealed class HpaReadings(Judging judging, HpaLimits limits)
{
    public Reading Current { get; } = judging.Read(Known.Hpa.Current);
    public Reading Desired { get; } = judging.Read(Known.Hpa.Desired);
    public Reading Minimum { get; } = judging.Read(Known.Hpa.Minimum);
    public Reading Maximum { get; } = judging.Read(Known.Hpa.Maximum);
    public Reading Demand { get; } = judging.Read(Known.Hpa.Demand);
    public Reading LastDemand { get; } = judging.Read(Known.Hpa.LastDemand);
    public Reading Maxed { get; } = judging.Read(Known.Hpa.MaxedFor);
    public Reading Blind { get; } = judging.Read(Known.Hpa.BlindFor);
    public Reading NotConverging { get; } = judging.Read(Known.Hpa.NotConvergingFor);
    public Reading Pending { get; } = judging.Read(Known.Hpa.PendingPods);
    public Reading Request { get; } = judging.Read(Known.Hpa.MissingRequest);
    public Reading Reachable { get; } = judging.Read(Known.Hpa.TargetOfReachable);
    public Reading Use { get; } = judging.Read(Known.Hpa.UseOfReachable);
    public Reading Lints { get; } = judging.Read(Known.Hpa.Lints);
    public Reading Available { get; } = judging.Read(Known.Hpa.MetricsAvailable);
    public Reading MetricsAge { get; } = judging.Read(Known.Hpa.MetricsAge);
    public Reading Coverage { get; } = judging.Read(Known.Hpa.MetricsCoverage);

    /// <summary>What it scales; null when it names nothing that is a workload.</summary>
    public Resource? Target => Current["targetKind"] is { Length: > 0 } kind && Current["target"] is { Length: > 0 } name ? judging.Subject.Sibling(kind, name) : null;

    public bool IsBlind => Blind.Value > 0;

    /// <summary>Whether the limits stop the pods before the controller acts.</summary>
    public bool Unreachable => Reachable.Value * (1 + limits.Tolerance) >= 1;

    /// <summary>Null while it is not blind.</summary>
    public HpaBlindness? Cause => !IsBlind ? null : Enum.TryParse<HpaBlindness>(Blind["cause"], out var cause) ? cause : HpaBlindness.Other;

    /// <summary>The part of the wanted replicas that the maximum keeps away. Null while it is not known.</summary>
    public double? Deficit => Maxed.Value is not { } time ? null
        : time >= limits.Settle.TotalSeconds ? judging.Read(Known.Hpa.Deficit).Value
        : IsBlind ? null : 0;

    /// <summary>Replicas that demand asks for.</summary>
    public double? Wanted => Current.Value is { } now && Demand.Value is { } demand ? Math.Ceiling(now * demand) : null;

    public double? WantedWhenBlind => Current.Value is { } now && LastDemand.Value is { } demand ? Math.Ceiling(now * demand) : null;

    /// <summary>When the trouble that counts began.</summary>
    public DateTimeOffset? Since => Phrases.Time(IsBlind ? Blind["since"] : Maxed.Value > 0 ? Maxed["since"] : NotConverging["since"]);

    /// <summary>Which of the repairs is the right one.</summary>
    public string Variant => (IsBlind, Deficit) switch
    {
        (true, _) => Cause switch
        {
            HpaBlindness.MissingRequest => "missing-requests",
            HpaBlindness.MetricsApi or HpaBlindness.NoSamples => "blind",
            _ => "blind-other",
        },
        (_, > 0) => "maxed",
        _ when Unreachable => "throttled",
        _ when NotConverging.Value > 0 => "not-followed",
        _ => "old-metrics",
    };
}
