using System.Globalization;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>Every recorded incident of a real cluster, from its first line to what the board says.</summary>
public sealed class RecordingTests(ITestOutputHelper output)
{
    public static TheoryData<string> All => [.. Expectations.All.Select(one => one.File)];

    public static TheoryData<string> Positives => [.. Expectations.All.Where(one => one.Roots.Length > 0).Select(one => one.File)];

    public static TheoryData<string> Away => [.. Expectations.All.Where(one => one.Away).Select(one => one.File)];

    [Fact]
    public void Every_recording_has_its_expectation()
    {
        Assert.SkipWhen(Course.Names.Count == 0, Fixtures.Absent);
        Course.Names.ShouldBe(Expectations.All.Select(one => one.File).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Positives))]
    public void The_outage_is_the_root_in_time_with_its_names_and_heals(string file)
    {
        var course = Course.Of(file);
        foreach (var root in Expectations.Of(file).Roots)
        {
            var failing = course.Timeline.First(root.From);
            var bad = course.Seconds.Where(said => IsBad(said[root.Scenario].Status)).ToList();
            bad.ShouldNotBeEmpty();
            var seconds = (bad[0].At - failing).TotalSeconds;
            var lowest = bad.Min(said => said[root.Scenario].Score!.Value);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {file} | {root.Scenario} | {seconds:0.0} | {(bad[0].At - course.Timeline.Begin).TotalSeconds:0.0} | {lowest} | {(bad[^1].At.AddSeconds(1) - course.Timeline.Last(root.Over)).TotalSeconds:0.0} |"));
            foreach (var headline in bad.Select(said => said[root.Scenario].Headline).Distinct())
                output.WriteLine(headline);

            seconds.ShouldBeInRange(-1, root.Within, "from the first failing state to a bad tile");
            lowest.ShouldBeInRange(root.Lowest.From, root.Lowest.To);
            bad.ShouldAllBe(said => said.Report.Platform.Worst == root.Scenario && said[root.Scenario].ExplainedBy == null);
            bad.ShouldAllBe(said => Matches(said[root.Scenario].Worst!, root.Workload));
            bad.Exists(said => said[root.Scenario].Phase == Phase.Firing).ShouldBeTrue();
            foreach (var word in root.Words)
                bad.ShouldContain(said => said[root.Scenario].Headline.Contains(word), word);
            Judged(bad, root).ShouldAllBe(one => root.Variants.Contains(one.Judgement.Values.GetValueOrDefault("variant") ?? one.Judgement.Values.GetValueOrDefault("style") ?? ""));
            foreach (var lookAlike in root.RuledOut)
                Judged(bad, root).ShouldAllBe(one => one.Judgement.RuledOut.Any(other => other.What == lookAlike && !other.Instead), lookAlike);
            var over = course.Timeline.Last(root.Over).AddSeconds(root.HealsWithin);
            course.Seconds.Where(said => said.At > over).ShouldAllBe(said => said[root.Scenario].Status == Status.Healthy);
            course.Seconds[^1][root.Scenario].Phase.ShouldBe(Phase.Inactive);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_is_not_the_root_stays_quiet(string file)
    {
        var course = Course.Of(file);
        foreach (var scenario in Expectations.Judged.Except(Expectations.Of(file).Roots.Select(root => root.Scenario)).Except(Expectations.Of(file).Consequences))
        {
            // Before anything was done it must have been seen to be well, or its quiet says nothing.
            course.Seconds.ShouldContain(said => said.At < course.Timeline.Begin && said[scenario].Status == Status.Healthy);
            course.Seconds.ShouldAllBe(said => !IsBad(said[scenario].Status) && said[scenario].Resources.Count == 0 && said[scenario].Phase == Phase.Inactive);
            course.Seconds[^1][scenario].Status.ShouldBe(Status.Healthy);
        }
    }

    [Fact]
    public void Throttled_images_are_explained_by_the_registry_that_throttles()
    {
        var course = Course.Of("10-ecr-throttled-429");
        var bad = course.Seconds.Where(said => IsBad(said[4].Status)).ToList();
        bad.ShouldNotBeEmpty();
        // A few seconds pass from the first pod, which may be an image's own trouble, to the third.
        bad.TakeWhile(said => said[4].ExplainedBy is null).Count().ShouldBeLessThanOrEqualTo(4);
        bad.SkipWhile(said => said[4].ExplainedBy is null).ShouldAllBe(said => said[4].ExplainedBy!.Number == 10);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Only_what_nobody_can_explain_is_told_as_unexplained(string file)
    {
        var told = Course.Of(file).Seconds.SelectMany(said => said.Report.Platform.Unexplained.Select(line => line.Text)).Distinct().ToList();
        foreach (var line in told)
            output.WriteLine(line);
        (told.Count > 0).ShouldBe(Expectations.Of(file).Unexplained);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Only_where_the_api_was_away_is_anything_unknown(string file)
    {
        var course = Course.Of(file);
        // The first lists of a recording come one after the other.
        var seconds = course.Seconds.Where(said => said.At > course.Seconds[0].At.AddSeconds(5)).ToList();
        seconds.Exists(said => Expectations.Judged.Any(scenario => said[scenario].Status == Status.Unknown)).ShouldBe(Expectations.Of(file).Away);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_healthy_on_old_data_and_what_is_unknown_says_why(string file)
    {
        foreach (var said in Course.Of(file).Seconds)
        {
            foreach (var state in said.Report.Scenarios.Where(state => state.Status != Status.NotCollected))
            {
                if (state.Status == Status.Healthy)
                    state.Seed.Signals.ShouldAllBe(stream => said.Signals.Coverage(Replay.Scope, stream).Freshness < Freshness.Stale);
                (state.Status == Status.Unknown).ShouldBe(state.Score is null);
                if (state.Status == Status.Unknown)
                    state.Because!.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Away))]
    public void While_the_api_is_away_the_tiles_go_unknown_within_three_probes_and_come_back(string file)
    {
        var course = Course.Of(file);
        var failed = course.Timeline.First("poll readyz");
        var back = course.Timeline.First("poll readyz 200 again");
        var away = course.Seconds.Where(said => said.At > failed.AddSeconds(16) && said.At < course.Timeline.Heal).ToList();
        away.ShouldNotBeEmpty();
        foreach (var scenario in Expectations.Judged)
        {
            away.ShouldAllBe(said => said[scenario].Status == Status.Unknown && said[scenario].Because!.Cause == UnknownCause.SourceDown);
            course.Seconds.Where(said => said.At > back.AddSeconds(10)).ShouldAllBe(said => said[scenario].Status == Status.Healthy);
        }
    }

    private static IEnumerable<ResourceState> Judged(IEnumerable<Said> bad, Root root) =>
        bad.SelectMany(said => said[root.Scenario].Resources).Where(one => IsBad(one.Verdict.Status));

    private static bool IsBad(Status status) => status is Status.Degraded or Status.Critical;

    private static bool Matches(Resource resource, string workload) =>
        workload.EndsWith("/*", StringComparison.Ordinal) ? resource.Namespace == workload[..^2] : $"{resource.Namespace}/{resource.Name}" == workload;
}
