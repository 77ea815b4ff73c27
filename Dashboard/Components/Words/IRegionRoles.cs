using ApnaKart.Watch.Collectors;
using Microsoft.Extensions.Options;

namespace ApnaKart.Watch.Dashboard.Components.Words;

/// <summary>What a region is there for.</summary>
public interface IRegionRoles
{
    /// <summary><c>primary</c>, <c>standby</c>, or null when nobody said.</summary>
    string? Of(string region);
}

/// <summary>As the configuration says.</summary>
public sealed class ConfiguredRegionRoles(IOptions<EstateOptions> estate) : IRegionRoles
{
    public string? Of(string region) => estate.Value.Regions.FirstOrDefault(known => known.Name == region)?.Role;
}
