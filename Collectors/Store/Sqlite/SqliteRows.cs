using System.Text.Json;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.Sqlite;

/// <summary>A phase as its row: enumerations by name, times in milliseconds since 1970, so that a person can read the file.</summary>
internal sealed record PhaseRow(long Scenario, string Resource, string Phase, long Since)
{
    public static PhaseRow Of(StoredPhase phase) =>
        new(phase.Scenario, phase.Resource.ToString(), phase.Phase.ToString(), phase.Since.ToUnixTimeMilliseconds());

    public StoredPhase Read() =>
        new((int)Scenario, Rules.Signals.Resource.Parse(Resource), Enum.Parse<Phase>(Phase), DateTimeOffset.FromUnixTimeMilliseconds(Since));
}

/// <summary>A fact as its row.</summary>
internal sealed record FactRow(string Id, string Kind, string Resource, long Time, string Text, string? Data)
{
    public static FactRow Of(Fact fact) => new(
        fact.Id,
        fact.Kind,
        fact.Resource.ToString(),
        fact.Time.ToUnixTimeMilliseconds(),
        fact.Text,
        fact.Data is null ? null : JsonSerializer.Serialize(fact.Data));

    public Fact Read() => new(
        Id,
        Kind,
        Rules.Signals.Resource.Parse(Resource),
        DateTimeOffset.FromUnixTimeMilliseconds(Time),
        Text,
        Data is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(Data));
}

/// <summary>A change of a verdict as its row.</summary>
internal sealed record ChangeRow(
    long Scenario, string? Region, string? Cluster, long Time, string Status, long? Score, string Phase, string Headline, string? Worst)
{
    public static ChangeRow Of(VerdictChange change) => new(
        change.Scenario,
        change.Scope?.Region,
        change.Scope?.Cluster,
        change.Time.ToUnixTimeMilliseconds(),
        change.Status.ToString(),
        change.Score,
        change.Phase.ToString(),
        change.Headline,
        change.Worst?.ToString());

    public VerdictChange Read() => new(
        (int)Scenario,
        Region is null ? null : new Scope(Region, Cluster ?? ""),
        DateTimeOffset.FromUnixTimeMilliseconds(Time),
        Enum.Parse<Status>(Status),
        (int?)Score,
        Enum.Parse<Phase>(Phase),
        Headline,
        Worst is null ? null : Resource.Parse(Worst));
}
