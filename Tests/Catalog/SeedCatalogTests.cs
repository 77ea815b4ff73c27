using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class SeedCatalogTests
{
    [Fact]
    public void The_real_seeds_are_accepted()
    {
        var catalog = SeedCatalog.Load(SeedFiles.Real);

        catalog.Seeds.Select(seed => seed.Number).ShouldBe(Enumerable.Range(1, 15));
        catalog[4].Slug.ShouldBe("image-pull-backoff");
    }
}
