using System.Globalization;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>The numbers in force for a scenario, each with where it comes from.</summary>
public interface ILimits
{
    IReadOnlyList<LimitDetail> Of(Seed seed);
}

/// <summary>Reads the numbers off the seed itself, for when nobody knows of an override.</summary>
public sealed class SeedLimits : ILimits
{
    public IReadOnlyList<LimitDetail> Of(Seed seed)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"seeds/scenarios/{seed.Number:00}-{seed.Slug}.md");
        return
        [
            new("for", Words.Duration(seed.Hold.For), origin),
            new("keepFiringFor", Words.Duration(seed.Hold.KeepFiringFor), origin),
            new("matchFloor", seed.MatchFloor.ToString(CultureInfo.InvariantCulture), origin),
            .. seed.Symptoms.Select(symptom => new LimitDetail(symptom.Key, LimitWords.Of(symptom.Value), origin)),
            .. seed.Limits.Select(limit => new LimitDetail(limit.Key, limit.Value, origin)),
        ];
    }
}
