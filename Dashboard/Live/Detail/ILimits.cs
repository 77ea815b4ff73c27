using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>The numbers in force for a scenario, each with where it comes from.</summary>
public interface ILimits
{
    IReadOnlyList<LimitDetail> Of(Seed seed);
}
