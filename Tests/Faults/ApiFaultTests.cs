using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>
/// The collector against the simulated API over real HTTP, with everything that can go wrong there: the board says unknown and
/// why, the collector lives, and what comes back is seen without a hand.
/// </summary>
public sealed class ApiFaultTests(ITestOutputHelper output)
{
    /// <summary>Of the whole API.</summary>
    [Theory]
    [InlineData(ApiFault.Refuse, UnknownCause.SourceDown, "connection refused")]
    [InlineData(ApiFault.Hang, UnknownCause.SourceDown, "did not answer within")]
    [InlineData(ApiFault.Error, UnknownCause.SourceDown, "500")]
    [InlineData(ApiFault.Unauthorized, UnknownCause.Denied, "401")]
    [InlineData(ApiFault.Throttle, UnknownCause.Throttled, "429")]
    [InlineData(ApiFault.Garbage, UnknownCause.CollectorError, "JSON")]
    [InlineData(ApiFault.Drop, UnknownCause.SourceDown, "127.0.0.1")]
    public async Task A_faulty_api_makes_everything_unknown_with_its_cause_and_its_return_is_seen(ApiFault fault, UnknownCause cause, string words)
    {
        await using var watched = await Watched.StartAsync();
        await watched.HealthyAsync();
        await IsUnknownAsync(watched, fault, null, cause, words, [2, 4]);
        await RecoversAsync(watched);
    }

    /// <summary>Of pods alone: what needs no pods may go on, but nothing is healthy without them.</summary>
    [Theory]
    [InlineData("pods", ApiFault.Forbidden, UnknownCause.Denied, "not permitted to list pods", 2, 4)]
    [InlineData("pods", ApiFault.Error, UnknownCause.SourceDown, "etcdserver", 2, 4)]
    [InlineData("pods", ApiFault.Throttle, UnknownCause.Throttled, "come back in", 2, 4)]
    [InlineData("pods", ApiFault.Hang, UnknownCause.SourceDown, "did not answer within", 2, 4)]
    [InlineData("pods", ApiFault.Garbage, UnknownCause.CollectorError, "broken JSON", 2, 4)]
    [InlineData("pods", ApiFault.Drop, UnknownCause.SourceDown, "", 2, 4)]
    [InlineData("configmaps", ApiFault.Forbidden, UnknownCause.Denied, "not permitted to list configmaps", 2)]
    [InlineData("deployments", ApiFault.Forbidden, UnknownCause.Denied, "not permitted to list deployments", 2, 4)]
    public async Task A_fault_of_one_resource_makes_unknown_just_what_needs_it_and_names_it(string resource, ApiFault fault, UnknownCause cause, string words, params int[] scenarios)
    {
        await using var watched = await Watched.StartAsync();
        // From the start on: no list ever came in.
        watched.Sim.Faults.Set(fault, resource);
        await IsUnknownAsync(watched, fault, resource, cause, words, scenarios);
        if (!scenarios.Contains(4))
            await Eventually.BeAsync(() => watched.Scenario(4).Status == Status.Healthy, 20);
        await RecoversAsync(watched);
    }

    [Xunit.Fact]
    public async Task A_missing_permission_for_events_costs_only_the_tile_that_counts_pulls()
    {
        await using var watched = await Watched.StartAsync();
        watched.Sim.Faults.Set(ApiFault.Forbidden, "events");
        await Eventually.BeAsync(() => watched.Streams.Single(stream => stream.Stream == "events").State == "denied", 20);
        await Eventually.BeAsync(() => watched.Pass().Scenarios.Where(one => one.Status != Status.NotCollected && one.Seed.Number != 10).All(one => one.Status == Status.Healthy), 30);
        watched.Scenario(10).ShouldSatisfyAllConditions(
            ten => ten.Status.ShouldBe(Status.Unknown),
            ten => ten.Because!.Cause.ShouldBe(UnknownCause.Denied));
    }

    [Xunit.Fact]
    public async Task A_watch_that_says_nothing_is_opened_again_and_what_it_kept_back_is_seen()
    {
        await using var watched = await Watched.StartAsync();
        await watched.HealthyAsync();
        watched.Sim.Faults.Set(ApiFault.Silence, "pods");
        watched.Simulated.Start("image-pull-backoff", null).ShouldBeTrue();
        await Eventually.PassAsync(3);
        watched.Sim.Faults.Set(ApiFault.None);
        await Eventually.BeAsync(() => watched.Scenario(4).Status is Status.Degraded or Status.Critical, 20);
    }

    [Xunit.Fact]
    public async Task Behind_watches_that_stay_silent_the_truth_comes_by_a_list()
    {
        await using var watched = await Watched.StartAsync();
        await watched.HealthyAsync();
        watched.Sim.Faults.Set(ApiFault.Silence);
        watched.Simulated.Start("image-pull-backoff", null).ShouldBeTrue();
        await Eventually.BeAsync(() => watched.Scenario(4).Status is Status.Degraded or Status.Critical, 20);
    }

    [Xunit.Fact]
    public async Task A_history_that_is_forgotten_is_listed_again_and_nothing_is_gone_or_new()
    {
        await using var watched = await Watched.StartAsync();
        await watched.HealthyAsync();
        var before = Names(watched);
        watched.Sim.Faults.Set(ApiFault.Expire);
        await Eventually.BeAsync(() => watched.Streams.Count(stream => stream.Restarts > 0) > 5, 20);
        await watched.HealthyAsync();
        Names(watched).ShouldBe(before);
        watched.Pass().Scenarios.SelectMany(scenario => scenario.Resources).ShouldBeEmpty();
    }

    [Xunit.Fact]
    public async Task An_outage_that_fires_and_goes_blind_keeps_the_platform_from_health_and_is_still_there_after()
    {
        await using var watched = await Watched.StartAsync();
        await watched.HealthyAsync();
        watched.Simulated.Start("image-pull-backoff", "missing-tag");
        await Eventually.BeAsync(() => watched.Scenario(4).Status is Status.Degraded or Status.Critical, 20, instead: () => watched.Scenario(4).Headline);
        watched.Sim.Faults.Set(ApiFault.Refuse);
        await Eventually.BeAsync(() => watched.Scenario(4).Status == Status.Unknown, 20);
        for (var look = 0; look < 20; look++)
        {
            watched.Pass().Platform.Status.ShouldNotBe(Status.Healthy);
            await Eventually.PassAsync(0.02);
        }

        watched.Sim.Faults.Set(ApiFault.None);
        await Eventually.BeAsync(() =>
        {
            var status = watched.Scenario(4).Status;
            status.ShouldNotBe(Status.Healthy, "a return brings what is, or nothing yet");
            return status is Status.Degraded or Status.Critical;
        }, 20);
    }

    private async Task IsUnknownAsync(Watched watched, ApiFault fault, string? resource, UnknownCause cause, string words, int[] scenarios)
    {
        if (watched.Sim.Faults.Active.Count == 0)
            watched.Sim.Faults.Set(fault, resource);
        foreach (var number in scenarios)
        {
            await Eventually.BeAsync(
                () => watched.Scenario(number) is { Status: Status.Unknown, Because: { } because } && because.Cause == cause && because.Message.Contains(words),
                20, instead: () => $"{watched.Scenario(number).Status}: {watched.Scenario(number).Because}");
            var state = watched.Scenario(number);
            output.WriteLine($"{fault} {resource}: {number}: {state.Because!.Cause}, {state.Because.Source}: {state.Because.Message}");
            // It names the cluster and the stream, here and on the board.
            $"{state.Because.Source} {state.Because.Message}".ShouldContain(Watched.Cluster);
            if (resource is not null)
                state.Because.Source.ShouldBe($"kubernetes/{Watched.Cluster}: {resource}");
            state.Score.ShouldBeNull();
            watched.Pass().Platform.Status.ShouldNotBe(Status.Healthy);
            var tile = watched.Board().Scenarios.Single(one => one.Number == number);
            (tile.Status, tile.Score, tile.UnknownBecause!.Message.Length > 0).ShouldBe(("unknown", null, true));
        }

        watched.IsAlive.ShouldBeTrue();
        watched.Streams.ShouldContain(stream => stream.LastError != null);
    }

    private static async Task RecoversAsync(Watched watched)
    {
        watched.Sim.Faults.Set(ApiFault.None);
        // Scenario 1 remembers a minute of failed probes, and rightly so.
        await Eventually.BeAsync(() => watched.Scenario(2).Status == Status.Healthy && watched.Scenario(4).Status == Status.Healthy, 30, instead: () => $"{watched.Scenario(2).Because}, {watched.Scenario(4).Because}");
        watched.IsAlive.ShouldBeTrue();
    }

    private static List<string> Names(Watched watched)
    {
        var signals = watched.Look();
        return [.. Kinds.Workloads.SelectMany(kind => signals.Resources(watched.Scope, kind)).Select(workload => workload.ToString()).Order(StringComparer.Ordinal)];
    }
}
