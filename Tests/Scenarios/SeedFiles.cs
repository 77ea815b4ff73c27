using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;

namespace ApnaKart.Watch.Tests.Scenarios;

/// <summary>The real seeds, as they are shipped.</summary>
internal static class SeedFiles
{
    public static SeedCatalog Catalog { get; } = SeedCatalog.Load(Path.Combine(AppContext.BaseDirectory, "seeds"), signatures: Signatures.All);
}
