using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Scenarios;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>What the engine said in one second of a recording, and what it saw.</summary>
internal sealed record Said(DateTimeOffset At, EngineReport Report, FrozenSignals Signals)
{
    /// <summary>One scenario, 1 to 15.</summary>
    public ScenarioState this[int scenario] => Report.Scenarios.First(state => state.Seed.Number == scenario);
}

/// <summary>A recording through the whole chain: cache, projections, live window, and the real engine with the real seeds, a pass for each second.</summary>
internal sealed class Course
{
    private static readonly ConcurrentDictionary<string, Lazy<Course>> Played = new(StringComparer.Ordinal);

    private Course(string name)
    {
        Timeline = Timeline.Read(Fixtures.Path("kubernetes", "recorded-v1.32", $"{name}.timeline.json")!);
        var engine = Engine();
        var seconds = new List<Said>();
        // The clock runs on past the end, so that holds and what takes minutes to be over can be seen.
        Replay.Run(
            Replay.File(name)!,
            tick => seconds.Add(new Said(tick.Now.Wall, engine.Pass(tick.Signals, tick.Touched), tick.Signals)),
            new KubernetesOptions { ConfigMapValueNamespaces = ["shop"] },
            After);
        Seconds = seconds;
    }

    /// <summary>The streams that the built scenarios and the counts of workloads are made from.</summary>
    public static IReadOnlyList<string> Streams { get; } =
        [.. Known.All.Values.SelectMany(signal => signal.Streams).Concat(SeedFiles.Catalog.Seeds.SelectMany(seed => seed.Signals)).Distinct(StringComparer.Ordinal)];

    public static TimeSpan After { get; } = TimeSpan.FromMinutes(6);

    public Timeline Timeline { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Said> Seconds { get; }

    /// <summary>The files that there are, without their endings; none where the fixtures are absent.</summary>
    public static IReadOnlyList<string> Names { get; } = Fixtures.Path("kubernetes", "recorded-v1.32") is { } folder
        ? [.. Directory.GetFiles(folder, "*.ndjson.gz").Select(file => Path.GetFileName(file)[..^".ndjson.gz".Length]).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Each recording is played once for all tests. The test is skipped where the fixtures are absent.</summary>
    public static Course Of(string name)
    {
        Assert.SkipUnless(Replay.File(name) is not null, Fixtures.Absent);
        return Played.GetOrAdd(name, key => new Lazy<Course>(() => new Course(key))).Value;
    }

    /// <summary>The engine as the host makes it, over the one recorded cluster.</summary>
    public static ScenarioEngine Engine(params Scope[] scopes) => new(
        [.. SeedFiles.Catalog.Seeds.Select(seed => (seed, Signatures.All.FirstOrDefault(one => one.Number == seed.Number)))],
        SeedFiles.Catalog.Scoring,
        scopes.Length == 0 ? [Replay.Scope] : scopes);
}
