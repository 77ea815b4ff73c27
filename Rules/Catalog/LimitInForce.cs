namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>Where a number comes from.</summary>
public enum LimitOrigin
{
    /// <summary>From the seed file.</summary>
    Seed,

    /// <summary>From configuration, which goes before the seed.</summary>
    Configuration,
}

/// <summary>A number that is in force now, for the page that lists them all.</summary>
/// <param name="Scenario">1 to 15, or null for one that holds for every scenario.</param>
/// <param name="Name">Where it stands: <c>Symptoms:failingPods:Degraded</c>, <c>For</c>, <c>HealthyFrom</c>.</param>
/// <param name="Value">As it is written: <c>0.5</c>, <c>20s</c>.</param>
/// <param name="Unit"><c>count</c>, <c>seconds</c>, <c>ratio</c>, <c>flag</c>, <c>duration</c>, <c>points</c>, <c>intervals</c>, or empty for a limit whose unit only its signature knows.</param>
public sealed record LimitInForce(int? Scenario, string Name, string Value, string Unit, LimitOrigin Origin)
{
    /// <summary>The key under which configuration can set another value.</summary>
    public string Key => Scenario is { } number ? $"Scenarios:{number}:{Name}" : $"Scoring:{Name}";
}
