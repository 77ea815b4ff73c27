using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ThrottleOutageTests
{
    private readonly Play _play = new(pace: 0);

    [Fact]
    public void A_large_rollout_that_is_throttled_is_the_root_and_explains_the_images()
    {
        var watched = new Watched(_play);
        var report = Next(watched, 20);
        State(report, 10).Status.ShouldBe(Status.Healthy, State(report, 10).Headline);
        _play.Estate.Start("ecr-throttling", null).ShouldBeTrue();
        report = Next(watched, 25);
        Bad(State(report, 10)).ShouldBeTrue(State(report, 10).Headline);
        for (var second = 0; second < 180; second++)
        {
            report = Next(watched, 1);
            Bad(State(report, 10)).ShouldBeTrue($"{second}: {State(report, 10).Headline}");
            State(report, 10).ExplainedBy.ShouldBeNull();
            report.Scenarios.Where(one => one.Seed.Number != 10 && Bad(one) && one.ExplainedBy is null).Select(one => one.Headline).ShouldBeEmpty($"second {second}");
            report.Platform.Unexplained.ShouldBeEmpty();
        }

        State(report, 4).ExplainedBy!.Number.ShouldBe(10);
        State(report, 10).Headline.ShouldStartWith("ECR ap-south-1 (111122223333): ");
        _play.Estate.Stop("ecr-throttling");
        report = Next(watched, 60);
        report.Scenarios.Where(Bad).Select(one => one.Headline).ShouldBeEmpty();
    }

    [Fact]
    public void One_throttled_image_stays_with_scenario_4()
    {
        var watched = new Watched(_play);
        Next(watched, 20);
        _play.Estate.Start("image-pull-backoff", "throttled");
        for (var second = 0; second < 90; second++)
            Bad(State(Next(watched, 1), 10)).ShouldBeFalse();
        var report = Next(watched, 1);
        State(report, 4).ExplainedBy.ShouldBeNull();
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
