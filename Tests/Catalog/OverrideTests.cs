using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class OverrideTests
{
    [Theory]
    [InlineData("Scenarios:4:Symptoms:failingPods:Degraded", "0.2")]
    [InlineData("scenarios:4:symptoms:FAILINGPODS:degraded", "0.2")]
    public void Configuration_goes_before_the_seed_whatever_its_letters(string key, string value)
    {
        var catalog = Load((key, value));

        catalog[4].Symptoms["failingPods"].Edges.ShouldBe(new Edges(0.2, 0.5, 0.2, 0.5));
        catalog.Limits.Single(limit => limit is { Scenario: 4, Name: "Symptoms:failingPods:Degraded" })
            .ShouldBe(new LimitInForce(4, "Symptoms:failingPods:Degraded", "0.2", "ratio", LimitOrigin.Configuration));
    }

    [Fact]
    public void Each_kind_of_limit_can_be_set()
    {
        var catalog = Load(
            ("Scenarios:2:For", "1h30m"), ("Scenarios:2:KeepFiringFor", "0s"), ("Scenarios:2:MatchFloor", "0.7"),
            ("Scenarios:2:Symptoms:crashShare:Weight", "0.9"), ("Scenarios:2:Symptoms:crashShare:CriticalLeave", "0.2"),
            ("Scenarios:2:Causes:survivors:Points", "0.1"), ("Scenarios:2:Limits:changeWindow", "15m"),
            ("Scoring:HealthyFrom", "90"), ("Scoring:StaleLadder:Lost", "20"), ("Scoring:Unexplained:For", "5m"));

        var seed = catalog[2];
        seed.Hold.ShouldBe(new Hold(TimeSpan.FromMinutes(90), TimeSpan.Zero));
        seed.MatchFloor.ShouldBe(0.7);
        seed.Symptoms["crashShare"].Weight.ShouldBe(0.9);
        seed.Symptoms["crashShare"].Edges.CriticalLeave.ShouldBe(0.2);
        seed.Causes["survivors"].Points.ShouldBe(0.1);
        seed.Limits["changeWindow"].ShouldBe("15m");
        catalog.Scoring.HealthyFrom.ShouldBe(90);
        catalog.Scoring.StaleLadder.Lost.ShouldBe(20);
        catalog.Scoring.Unexplained.Hold.For.ShouldBe(TimeSpan.FromMinutes(5));
        catalog.Limits.Count(limit => limit.Origin == LimitOrigin.Configuration).ShouldBe(10);
    }

    [Theory]
    [InlineData("Scenarios:4:Fro", "20s", "configuration Scenarios:4:Fro: there is no such setting; did you mean 'Scenarios:4:For'?")]
    [InlineData("Scenarios:16:For", "20s", "configuration Scenarios:16:For: there is no such setting")]
    [InlineData("Scenarios:4:Symptoms:failingPod:Degraded", "0.1", "did you mean 'Scenarios:4:Symptoms:failingPods:Degraded'?")]
    [InlineData("Scenarios:4:Title", "x", "configuration Scenarios:4:Title: there is no such setting")]
    [InlineData("Scoring:HealthyFrm", "80", "configuration Scoring:HealthyFrm: there is no such setting; did you mean 'Scoring:HealthyFrom'?")]
    [InlineData("Scenarios:4:For", "20", "configuration Scenarios:4:For: a duration such as 20s, 5m or 1h30m is expected, not '20'")]
    [InlineData("Scenarios:4:Symptoms:failingPods:Weight", "2", "configuration Scenarios:4:Symptoms:failingPods:Weight: 2 is not a share")]
    [InlineData("Scenarios:4:Symptoms:failingPods:Critical", "0.01", "symptoms.failingPods.critical: 0.01 is the same as degraded")]
    public void A_wrong_setting_stops_the_start_and_names_its_key(string key, string value, string expected) =>
        Should.Throw<CatalogException>(() => Load((key, value))).Errors.ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void An_edge_to_leave_that_stands_nowhere_follows_the_one_to_enter_and_is_not_listed_on_its_own()
    {
        var catalog = Load(("Scenarios:4:Symptoms:failingPods:Critical", "0.6"));

        catalog[4].Symptoms["failingPods"].Edges.CriticalLeave.ShouldBe(0.6);
        catalog.Limits.ShouldNotContain(limit => limit.Scenario == 4 && limit.Name == "Symptoms:failingPods:CriticalLeave");
    }

    [Fact]
    public void Every_limit_in_force_can_be_set_under_its_own_key()
    {
        var limits = SeedCatalog.Load(SeedFiles.Real).Limits;

        var again = SeedCatalog.Load(SeedFiles.Real, limits.ToDictionary(limit => limit.Key, limit => limit.Value)).Limits;

        limits.ShouldAllBe(limit => limit.Origin == LimitOrigin.Seed);
        again.ShouldBe(limits.Select(limit => limit with { Origin = LimitOrigin.Configuration }));
    }

    private static SeedCatalog Load(params (string Key, string Value)[] settings) =>
        SeedCatalog.Load(SeedFiles.Real, settings.ToDictionary(setting => setting.Key, setting => setting.Value));
}
