using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class LimitBinderTests
{
    private static readonly Seed Seed = SeedCatalog.Load(SeedFiles.Real)[4];

    [Fact]
    public void Limits_become_a_record()
    {
        var seed = With(("window", "1h30m"), ("share", "0.8"), ("count", "2"), ("word", "prod"));

        LimitBinder.Check<Every>(seed).ShouldBeEmpty();
        LimitBinder.Read<Every>(seed).ShouldBe(new Every(TimeSpan.FromMinutes(90), 0.8, 2, "prod"));
    }

    [Fact]
    public void Every_slip_is_a_sentence()
    {
        var seed = With(("widow", "1h"), ("share", "much"), ("count", "2.5"), ("word", ""));

        LimitBinder.Check<Every>(seed).ShouldBe(
        [
            "limits.widow is read by nobody; did you mean 'window'?",
            "limits.window is missing",
            "limits.share: a number is expected, not 'much'",
            "limits.count: a whole number is expected, not '2.5'",
        ]);
        Should.Throw<CatalogException>(() => LimitBinder.Read<Every>(seed)).Errors.Count.ShouldBe(4);
    }

    [Fact]
    public void The_same_seed_is_bound_once_and_another_one_anew()
    {
        var seed = With(("window", "1s"), ("share", "1"), ("count", "1"), ("word", "a"));

        LimitBinder.Read<Every>(seed).ShouldBeSameAs(LimitBinder.Read<Every>(seed));
        LimitBinder.Read<Every>(With(("window", "2s"), ("share", "1"), ("count", "1"), ("word", "a"))).Window.ShouldBe(TimeSpan.FromSeconds(2));
    }

    private static Seed With(params (string Name, string Text)[] limits) =>
        Seed with { Limits = limits.ToDictionary(limit => limit.Name, limit => limit.Text) };

    private sealed record Every(TimeSpan Window, double Share, int Count, string Word);
}
