using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class IamOutageTests
{
    private readonly Play _play = new(pace: 0);

    [Theory]
    [InlineData("role-annotation", "recommendations: AWS does not let recommendations take role apnakart-recommendation; the account names apnakart-recommendation since ")]
    [InlineData("denied-action", "recommendations: AWS denies s3:GetObject to role apnakart-recommendations (recommendations)")]
    public void Each_variant_is_the_root_without_strays_and_heals(string variant, string headline)
    {
        var watched = new Watched(_play);
        var report = Next(watched, 20);
        State(report, 9).Status.ShouldBe(Status.Healthy, State(report, 9).Headline);
        _play.Estate.Start("iam-misconfiguration", variant).ShouldBeTrue();
        report = Next(watched, 30);
        for (var second = 0; second < 150; second++)
        {
            report = Next(watched, 1);
            Bad(State(report, 9)).ShouldBeTrue($"{second}: {State(report, 9).Headline}");
            report.Scenarios.Where(one => one.Seed.Number != 9 && Bad(one) && one.ExplainedBy is null).Select(one => one.Headline).ShouldBeEmpty($"second {second}");
            report.Platform.Unexplained.ShouldBeEmpty();
        }

        State(report, 9).Headline.ShouldStartWith(headline);
        _play.Estate.Stop("iam-misconfiguration");
        for (var second = 0; second < 60; second++)
        {
            report = Next(watched, 1);
            report.Scenarios.Where(one => one.Seed.Number != 9 && Bad(one) && one.ExplainedBy is null).Select(one => one.Headline).ShouldBeEmpty($"healing, second {second}");
        }

        report.Scenarios.Where(Bad).Select(one => one.Headline).ShouldBeEmpty();
    }

    private static EngineReport Next(Watched watched, int seconds)
    {
        EngineReport report = null!;
        for (var second = 0; second < seconds; second++)
            report = watched.Next();
        return report;
    }

    private static ScenarioState State(EngineReport report, int number) => report.Scenarios.Single(one => one.Seed.Number == number);

    private static bool Bad(ScenarioState state) => state.Status is Status.Degraded or Status.Critical;
}
