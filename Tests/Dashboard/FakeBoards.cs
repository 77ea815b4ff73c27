using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Dashboard;

/// <summary>
/// Engine reports to show, one per kind of trouble. Every tile is put by <see cref="With"/> over <see cref="FirstLight"/>: two
/// scenarios judged and healthy, thirteen not collected.
/// </summary>
public static class FakeBoards
{
    public static readonly Scope Prod = new("ap-south-1", "prod");
    public static readonly Scope Dr = new("ap-southeast-1", "dr");
    public static readonly Resource Checkout = new(Kinds.Deployment, "checkout", "shop", "prod", "ap-south-1");
    public static readonly Resource Cart = new(Kinds.Deployment, "cart", "shop", "prod", "ap-south-1");

    /// <summary>Scenarios 2 and 4 healthy, the others not collected.</summary>
    public static EngineReport FirstLight(Moment now, long revision = 1) =>
        Report(now, revision, FakeSeeds.All.Select(seed => seed.Number is 2 or 4 ? Healthy(seed, now) : NotCollected(seed, now)));

    /// <summary>All fifteen judged and healthy.</summary>
    public static EngineReport AllHealthy(Moment now, long revision = 1) =>
        Report(now, revision, FakeSeeds.All.Select(seed => Healthy(seed, now)));

    /// <summary>Scenario 2 critical and firing, the cause known.</summary>
    public static EngineReport OneCritical(Moment now, long revision = 2) => With(FirstLight(now, revision), Crash(now));

    /// <summary>Scenario 4 degraded and pending: drawn, not yet an incident.</summary>
    public static EngineReport OnePending(Moment now, long revision = 2) => With(FirstLight(now, revision), Pull(now, Phase.Pending));

    /// <summary>Scenario 2 unknown with this cause.</summary>
    public static EngineReport Unknown(Moment now, UnknownCause cause, long revision = 2) => With(FirstLight(now, revision), Blind(now, 2, cause));

    /// <summary>Scenario 2 critical on data that is past 3 intervals.</summary>
    public static EngineReport Stale(Moment now, long revision = 2) =>
        With(FirstLight(now, revision), Crash(now) with { Stale = true, Age = TimeSpan.FromSeconds(21) });

    /// <summary>Scenario 2 critical, and 8 its consequence.</summary>
    public static EngineReport Explained(Moment now, long revision = 2) => With(FirstLight(now, revision), Crash(now), Consequence(now));

    /// <summary>A workload below its minimum that nothing explains.</summary>
    public static EngineReport UnexplainedWorkload(Moment now, long revision = 2) => FirstLight(now, revision) is var report
        ? report with { Platform = report.Platform with { Score = 40, Status = Status.Critical, Worst = null, Unexplained = [Orphan(now)] } }
        : report;

    /// <summary>Some of everything, as on a bad day with all sources built.</summary>
    public static EngineReport Mixed(Moment now, long revision = 2) => With(
        AllHealthy(now, revision),
        Crash(now), Pull(now, Phase.Firing), Consequence(now), Blind(now, 15, UnknownCause.Denied), NotCollected(FakeSeeds.All[13], now));

    /// <summary>The same report with these tiles in place of its own; the platform follows the worst.</summary>
    public static EngineReport With(EngineReport report, params ScenarioState[] tiles) =>
        Report(report.AsOf, report.Revision, report.Scenarios.Select(old => Array.Find(tiles, tile => tile.Seed.Number == old.Seed.Number) ?? old));

    /// <summary>Scenario 2 on checkout, with everything a drill-down shows.</summary>
    public static ScenarioState Crash(Moment now, string headline = "checkout: 6 of 8 pods crash-looping, 48 s after ConfigMap checkout-config changed")
    {
        var seed = FakeSeeds.All[1];
        var judgement = new Judgement(
            Checkout, headline,
            [new Symptom("loopingPods", seed.Symptoms["loopingPods"], 0.75, 1, "6 of 8", Known.Crash.LoopingPods)],
            [new Cause("changeToCrash", seed.Causes["changeToCrash"], 1, "48 s"), new Cause("imageChanged", seed.Causes["imageChanged"], 0, "the image is the same")],
            [new RuledOut("Out of memory", "0 of 12 terminations were OOMKilled", false)],
            new Dictionary<string, string> { ["context"] = "prod", ["namespace"] = "shop", ["workload"] = "checkout", ["configmap"] = "checkout-config" },
            Ago(now, 250).Wall, [Checkout], Fresh);
        var verdict = new Verdict(Status.Critical, 20, 0.8, 1, true, false, null);
        return Healthy(seed, now) with
        {
            Score = 20,
            Status = Status.Critical,
            Phase = Phase.Firing,
            Since = Ago(now, 252),
            Headline = headline,
            Worst = Checkout,
            Scopes = [new ScopeState(Prod, 20, Status.Critical, false, Fresh, null), new ScopeState(Dr, 100, Status.Healthy, false, Fresh, null)],
            Resources = [new ResourceState(judgement, verdict, Phase.Firing, Ago(now, 230), null)],
        };
    }

    /// <summary>Scenario 4 on cart.</summary>
    public static ScenarioState Pull(Moment now, Phase phase) => Healthy(FakeSeeds.All[3], now) with
    {
        Score = 71,
        Status = Status.Degraded,
        Phase = phase,
        Since = Ago(now, 14),
        Worst = Cart,
        Headline = "cart: 2 of 12 pods cannot pull apnakart/cart:4.18.3, the registry says that there is no such tag",
        Scopes = [new ScopeState(Prod, 71, Status.Degraded, false, Fresh, null), new ScopeState(Dr, 100, Status.Healthy, false, Fresh, null)],
    };

    /// <summary>Scenario 8, explained by 2.</summary>
    public static ScenarioState Consequence(Moment now) => Healthy(FakeSeeds.All[7], now) with
    {
        Score = 34,
        Status = Status.Critical,
        Phase = Phase.Firing,
        Since = Ago(now, 220),
        Headline = "api-tg: 5 of 8 targets fail their health checks",
        ExplainedBy = new ExplainedBy(2, Ago(now, 210), Checkout, "the targets are pods of checkout"),
    };

    /// <summary>A tile that cannot be judged.</summary>
    public static ScenarioState Blind(Moment now, int number, UnknownCause cause)
    {
        var because = new Unknown(cause, "kubernetes/prod: pods", $"pods of prod are not known: {cause}", Ago(now, 185).Wall);
        return Healthy(FakeSeeds.All[number - 1], now) with
        {
            Score = null,
            Status = Status.Unknown,
            Since = Ago(now, 185),
            Age = cause == UnknownCause.Starting ? null : TimeSpan.FromSeconds(200),
            Because = because,
            Headline = because.Message,
            Scopes = [new ScopeState(Prod, null, Status.Unknown, false, Fresh with { Freshness = Freshness.Lost }, because), new ScopeState(Dr, 100, Status.Healthy, false, Fresh, null)],
        };
    }

    private static ScenarioState Healthy(Seed seed, Moment now) => new(
        seed, 100, Status.Healthy, Phase.Inactive, false, Ago(now, 5400 + 60 * seed.Number), TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(15), null, null,
        seed.Number switch { 2 => "No pod crashes: 24 workloads in 2 clusters", 4 => "0 of 163 pods wait for an image", _ => "Nothing stands out" },
        null,
        [new ScopeState(Prod, 100, Status.Healthy, false, Fresh, null), new ScopeState(Dr, 100, Status.Healthy, false, Fresh, null)],
        []);

    private static ScenarioState NotCollected(Seed seed, Moment now) => Healthy(seed, now) with
    {
        Score = null,
        Status = Status.NotCollected,
        Since = Ago(now, 5400),
        Age = null,
        Headline = "No source collects this yet",
        Scopes = [],
    };

    private static Unexplained Orphan(Moment now) => new(
        Cart, 3, 12, 40, 4, "cart: 3 of 12 pods are missing; nearest is 4 · ImagePullBackOff, but no pod waits for an image", Phase.Firing, Ago(now, 95));

    private static EngineReport Report(Moment now, long revision, IEnumerable<ScenarioState> scenarios)
    {
        var all = scenarios.ToList();
        var judged = all.Where(state => state.Status != Status.NotCollected).ToList();
        var unknown = judged.Count(state => state.Status == Status.Unknown);
        var worst = judged.Where(state => state is { Status: Status.Degraded or Status.Critical, ExplainedBy: null }).MinBy(state => state.Score);
        var status = worst?.Status ?? (unknown > 0 ? Status.Unknown : Status.Healthy);
        var score = worst?.Score ?? (unknown > 0 ? null : judged.Min(state => state.Score));
        return new EngineReport(revision, now, new PlatformState(score, status, worst?.Seed.Number, judged.Count, unknown, [], worst?.Since ?? Ago(now, 5400)), all);
    }

    private static readonly Coverage Fresh = new(Freshness.Fresh, TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(15), null);

    private static Moment Ago(Moment now, double seconds) => new(now.Wall.AddSeconds(-seconds), now.Mono - TimeSpan.FromSeconds(seconds));
}
