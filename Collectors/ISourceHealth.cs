using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors;

/// <summary>What the page Sources shows of one stream or call of a collector.</summary>
/// <param name="Source">The collector: <c>kubernetes/prod</c>.</param>
/// <param name="State"><c>ok</c>, <c>starting</c>, <c>late</c>, <c>denied</c>, <c>throttled</c>, <c>down</c> or <c>error</c>.</param>
/// <param name="Age">Since it last proved alive; null when it never did.</param>
/// <param name="Detail">What it does now, in words: <c>watching from 4711</c>, <c>next try in 8 s</c>.</param>
/// <param name="Costs">What is not known while it does not deliver: names of signals and scenarios.</param>
public sealed record StreamHealth(
    string Source,
    Scope Scope,
    string Stream,
    string State,
    TimeSpan? Age,
    TimeSpan Interval,
    string Detail,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    DateTimeOffset? FirstErrorAt,
    long Objects,
    long Events,
    long Requests,
    long Restarts,
    IReadOnlyList<string> Costs);

/// <summary>A collector that can say how it is.</summary>
public interface ISourceHealth
{
    /// <summary>A picture of this moment, one entry per stream.</summary>
    IReadOnlyList<StreamHealth> Streams { get; }
}
