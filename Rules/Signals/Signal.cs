namespace ApnaKart.Watch.Rules.Signals;

/// <summary>Something that is measured. Names follow kube-state-metrics and CloudWatch where those have one.</summary>
/// <param name="Name">Unique, in snake case.</param>
/// <param name="Unit"><c>count</c>, <c>seconds</c>, <c>ratio</c> (0 to 1) or <c>flag</c> (0 or 1).</param>
/// <param name="Help">What it says, in one sentence for people.</param>
/// <param name="Streams">The streams that it is made from, such as <c>pods</c>: it is as fresh as the oldest of them, and off when one is denied.</param>
public sealed record Signal(string Name, string Unit, string Help, params IReadOnlyList<string> Streams)
{
    public bool Equals(Signal? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>One measured value.</summary>
/// <param name="Detail">A few short words that belong to the value: names of pods, an error's text. Redacted and capped by the collector.</param>
public sealed record Sample(Signal Signal, Resource Resource, DateTimeOffset Time, double Value, IReadOnlyDictionary<string, string>? Detail = null);

/// <summary>Something that happened at a time: a ConfigMap changed, an image was rolled out.</summary>
/// <param name="Id">Stable, so that the same happening told twice is kept once.</param>
/// <param name="Kind">One of <see cref="FactKinds"/>.</param>
/// <param name="Text">One sentence for a timeline. Redacted and capped by the collector.</param>
public sealed record Fact(string Id, string Kind, Resource Resource, DateTimeOffset Time, string Text, IReadOnlyDictionary<string, string>? Data = null);

/// <summary>The kinds of facts, so that a page can choose a mark for each.</summary>
public static class FactKinds
{
    public const string ConfigMapChanged = "configmap-changed";
    public const string RolloutStarted = "rollout-started";
    public const string RolloutFinished = "rollout-finished";
    public const string Scaled = "scaled";
    public const string OutageStarted = "outage-started";
    public const string OutageStopped = "outage-stopped";
    public const string CollectorGap = "collector-gap";
}
