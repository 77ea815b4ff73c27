using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>The numbers in force, with configuration over the seeds.</summary>
public sealed class LimitsInForce(SeedCatalog catalog) : ILimits
{
    public IReadOnlyList<LimitDetail> Of(Seed seed) =>
    [
        .. catalog.Limits.Where(limit => limit.Scenario == seed.Number)
            .Select(limit => new LimitDetail(limit.Name, $"{limit.Value} {Unit(limit.Unit)}".TrimEnd(),
                limit.Origin == LimitOrigin.Configuration ? $"configuration, Watch:{limit.Key}" : $"seeds/scenarios/{seed.Number:00}-{seed.Slug}.md")),
    ];

    // A duration carries its unit, and a flag or a share has none.
    private static string Unit(string unit) => unit is "duration" or "flag" or "ratio" ? "" : unit;
}
