using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using CsCheck;
using Shouldly;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>
/// No sequence of dropped, late or failed signals makes a tile, a scope or the platform healthy, or leaves it freshly healthy
/// past its limit. A history that breaks this is printed, made as short as it can be, one step a line.
/// </summary>
public sealed class NoDataIsNeverHealthTests
{
    private readonly ConcurrentDictionary<string, int> _reached = new(StringComparer.Ordinal);

    [Xunit.Fact]
    public void No_history_of_dropped_late_or_failed_signals_looks_healthy()
    {
        Step.Any.Array[1, 60].Sample(steps => Shortest.Of(steps, Holds), iter: 350, print: Shortest.Print);
        // A property that never meets these states says nothing of them.
        foreach (var state in (string[])["Healthy", "Degraded", "Critical", "Unknown", "stale", "blind while firing", "Pending", "Firing", "Recovering", "unexplained", "one cluster blind, the other bad", "value missing"])
            _reached.GetValueOrDefault(state).ShouldBeGreaterThan(50, state);
    }

    private void Holds(Step[] steps)
    {
        var estate = new Estate();
        var phases = Phases(estate);
        foreach (var step in steps)
        {
            estate.Do(step);
            var report = estate.Pass(out var signals);
            foreach (var scenario in report.Scenarios.Where(one => one.Status != Status.NotCollected))
            {
                foreach (var scope in scenario.Scopes)
                    ScopeHolds(estate, scenario, scope, signals);
                TileHolds(scenario);
            }

            PlatformHolds(report);
            FreshnessHolds(estate, signals);
            var next = Phases(estate);
            PhasesHold(estate, report, signals, phases, next);
            phases = next;
            Count(estate, report);
        }
    }

    private static void ScopeHolds(Estate estate, ScenarioState scenario, ScopeState scope, FrozenSignals signals)
    {
        if (scope.Status == Status.Healthy)
        {
            foreach (var stream in scenario.Seed.Signals)
            {
                var age = estate.Age(scope.Scope, stream).ShouldNotBeNull($"{scope.Scope} is healthy without {stream}");
                age.ShouldBeLessThanOrEqualTo(3 * Estate.Interval, $"{scope.Scope} is healthy on {stream}");
            }

            foreach (var (workload, shape) in estate.Workloads.Where(one => one.Key.Scope == scope.Scope))
                IsWell(scenario.Seed.Number, shape).ShouldBeTrue($"{scope.Scope} is healthy in {scenario.Seed.Number} while {workload.Name} is {shape}");
        }

        (scope.Score is null).ShouldBe(scope.Status == Status.Unknown);
        if (scope.Status == Status.Unknown)
            scope.Because.ShouldNotBeNull().Message.ShouldNotBeNullOrWhiteSpace();
        if (scope.Stale)
            scope.Status.ShouldBeOneOf(Status.Degraded, Status.Critical);
        _ = signals;
    }

    private static void TileHolds(ScenarioState scenario)
    {
        if (scenario.Status == Status.Healthy)
            scenario.Scopes.ShouldAllBe(scope => scope.Status == Status.Healthy);
        (scenario.Score is null).ShouldBe(scenario.Status == Status.Unknown);
        if (scenario.Status == Status.Unknown)
            scenario.Because.ShouldNotBeNull().Message.ShouldNotBeNullOrWhiteSpace();
    }

    private static void PlatformHolds(EngineReport report)
    {
        var judged = report.Scenarios.Where(one => one.Status != Status.NotCollected).ToList();
        if (report.Platform.Status == Status.Healthy)
            judged.ShouldAllBe(scenario => scenario.Status == Status.Healthy);
        (report.Platform.Score is null).ShouldBe(report.Platform.Status == Status.Unknown);
        if (BlindWhileFiring(report))
            report.Platform.Status.ShouldBeOneOf([Status.Degraded, Status.Critical], "what fires and went blind is not over");
    }

    private static void FreshnessHolds(Estate estate, FrozenSignals signals)
    {
        foreach (var scope in Estate.Places)
        {
            foreach (var stream in Estate.Streams)
            {
                var coverage = signals.Coverage(scope, stream);
                if (coverage.Freshness == Freshness.Fresh)
                    estate.Age(scope, stream).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(2 * Estate.Interval, $"{scope} {stream} is called fresh");
                else
                    coverage.Because.ShouldNotBeNull();
            }
        }
    }

    /// <summary>No data changes no phase; old data can only make things worse.</summary>
    private static void PhasesHold(Estate estate, EngineReport report, FrozenSignals signals, Dictionary<(int, Resource), Phase> before, Dictionary<(int, Resource), Phase> after)
    {
        foreach (var scenario in report.Scenarios.Where(one => one.Status != Status.NotCollected))
        {
            foreach (var workload in estate.Workloads.Keys)
            {
                var (from, to) = (before.GetValueOrDefault((scenario.Seed.Number, workload)), after.GetValueOrDefault((scenario.Seed.Number, workload)));
                if (from == to)
                    continue;
                var freshness = scenario.Seed.Signals.Max(stream => signals.Coverage(workload.Scope, stream).Freshness);
                freshness.ShouldNotBe(Freshness.Lost, $"{workload.Name} went from {from} to {to} on lost data");
                if (freshness == Freshness.Stale)
                    to.ShouldBeOneOf([Phase.Pending, Phase.Firing], $"{workload.Name} went from {from} on stale data");
            }
        }
    }

    private static Dictionary<(int, Resource), Phase> Phases(Estate estate) =>
        estate.Engine.Phases.ToDictionary(one => (one.Scenario, one.Resource), one => one.Firing.Phase);

    private static bool BlindWhileFiring(EngineReport report) =>
        report.Scenarios.SelectMany(scenario => scenario.Resources).Any(one => one.Phase == Phase.Firing && one.Verdict.Status == Status.Unknown);

    private static bool IsWell(int scenario, Shape shape) => scenario switch
    {
        2 => shape is not (Shape.OneCrashes or Shape.MostCrash or Shape.CrashesNotCounted or Shape.NothingKnown),
        // There are workloads alone in this estate: what judges other things finds nothing that is ill.
        _ => true,
    };

    private void Count(Estate estate, EngineReport report)
    {
        Met($"{report.Platform.Status}");
        var scenarios = report.Scenarios.Where(one => one.Status != Status.NotCollected).ToList();
        foreach (var phase in scenarios.Select(one => one.Phase).Distinct())
            Met($"{phase}");
        Met("stale", scenarios.Exists(one => one.Stale));
        Met("blind while firing", BlindWhileFiring(report));
        Met("unexplained", report.Platform.Unexplained.Count > 0);
        Met("value missing", estate.Workloads.ContainsValue(Shape.NothingKnown));
        Met("one cluster blind, the other bad", scenarios.Exists(one => one.Scopes.Any(scope => scope.Status == Status.Unknown) && one.Scopes.Any(scope => scope.Status == Status.Critical)));

        void Met(string what, bool met = true)
        {
            if (met)
                _reached.AddOrUpdate(what, 1, (_, count) => count + 1);
        }
    }
}
