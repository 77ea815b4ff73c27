using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Made-up boards, as the pages get them.</summary>
public static class SampleBoards
{
    private const string Checkout = "deployment/ap-south-1/prod/shop/checkout";

    /// <summary>Two scenarios judged and healthy, thirteen not collected: first light.</summary>
    public static BoardReport Quiet(DateTimeOffset now) => new(
        4711, "0.1.0", now, now, "apnakart", "sandbox",
        new PlatformReport(100, "healthy", null, 2, 0, now.AddHours(-3), []),
        [.. FakeSeeds.All.Select(seed => seed.Number is 2 or 4 ? Tile(seed.Number, now) : NotCollected(seed.Number, now))],
        [new SourceReport("kubernetes/prod", "ok", 0.4, null)],
        [])
    {
        Regions =
        [
            new RegionReport("ap-south-1", "primary", [new ClusterReport("prod", "healthy", 100, null, [new FigureReport("126", "pods")])]),
            new RegionReport("ap-southeast-1", "standby", [new ClusterReport("dr", "healthy", 100, null, [new FigureReport("64", "pods")])]),
        ],
    };

    /// <summary>A bad day: some of everything.</summary>
    public static BoardReport Bad(DateTimeOffset now) => Put(
        Quiet(now) with
        {
            Platform = new PlatformReport(18, "critical", 2, 8, 1, now.AddSeconds(-252), [Orphan(now)]),
            Changes = Changes(now),
        },
        Tile(1, now),
        Crash(now),
        Tile(4, now) with
        {
            Score = 71,
            Status = "degraded",
            Phase = "pending",
            Since = now.AddSeconds(-14),
            Headline = "cart: 2 of 12 pods cannot pull apnakart/cart:4.18.3, the registry says that there is no such tag",
            Scopes = [new("ap-south-1", "prod", 71, "degraded", false, null), new("ap-southeast-1", "dr", 100, "healthy", false, null)],
        },
        Tile(6, now) with
        {
            Score = 62,
            Status = "degraded",
            Phase = "firing",
            Stale = true,
            Since = now.AddSeconds(-1260),
            DataAgeSeconds = 41,
            Headline = "2 of 24 nodes are not ready",
            Scopes = [new("ap-south-1", "prod", 62, "degraded", true, null)],
        },
        Tile(8, now) with
        {
            Score = 34,
            Status = "critical",
            Phase = "firing",
            Since = now.AddSeconds(-220),
            Headline = "api-tg: 5 of 8 targets fail their health checks",
            ExplainedBy = new ExplainedByReport(2, now.AddSeconds(-210), "the targets are pods of checkout"),
            Scopes = [new("ap-south-1", "", 34, "critical", false, null)],
        },
        Tile(10, now) with { Headline = "pulls at 3 % of the quota" },
        Tile(13, now) with { Score = 84, Status = "degraded", Phase = "recovering", Since = now.AddSeconds(-75), Headline = "system pods 21 of 22 ready" },
        Unknown(15, now));

    /// <summary>The board with other tiles in the places of its own.</summary>
    public static BoardReport Put(BoardReport board, params ScenarioReport[] tiles) => board with
    {
        Revision = board.Revision + 1,
        Scenarios = [.. board.Scenarios.Select(old => Array.Find(tiles, tile => tile.Number == old.Number) ?? old)],
    };

    public static ScenarioReport Tile(int number, DateTimeOffset now) => FakeSeeds.All[number - 1] is var seed
        ? new ScenarioReport(
            seed.Number, seed.Slug, seed.Title, seed.Short, seed.Group, 100, "healthy", "inactive", false, now.AddSeconds(-7380), 0.6, 15, null, null,
            number switch { 2 => "no pod of 24 workloads crash-loops", 4 => "0 of 163 pods wait for an image", _ => "nothing stands out" }, null,
            [new("ap-south-1", "prod", 100, "healthy", false, null), new("ap-southeast-1", "dr", 100, "healthy", false, null)])
        : throw new InvalidOperationException();

    public static ScenarioReport NotCollected(int number, DateTimeOffset now) => Tile(number, now) with
    {
        Score = null,
        Status = "notCollected",
        DataAgeSeconds = null,
        Headline = "",
        Scopes = [],
    };

    public static ScenarioReport Crash(DateTimeOffset now) => Tile(2, now) with
    {
        Score = 18,
        Status = "critical",
        Phase = "firing",
        Since = now.AddSeconds(-252),
        Worst = Checkout,
        Headline = "checkout: 6 of 8 pods crash-looping, 48 s after ConfigMap checkout-config changed",
        Scopes = [new("ap-south-1", "prod", 18, "critical", false, null), new("ap-southeast-1", "dr", 100, "healthy", false, null)],
    };

    public static ScenarioReport Unknown(int number, DateTimeOffset now)
    {
        var because = new UnknownReport("denied", "kubernetes/prod: configmaps", "403 configmaps is forbidden", now.AddSeconds(-185));
        return Tile(number, now) with
        {
            Score = null,
            Status = "unknown",
            Since = now.AddSeconds(-185),
            DataAgeSeconds = 185,
            UnknownBecause = because,
            Headline = "",
            Scopes = [new("ap-south-1", "prod", null, "unknown", false, because), new("ap-southeast-1", "dr", 100, "healthy", false, null)],
        };
    }

    private static UnexplainedReport Orphan(DateTimeOffset now) => new(
        "deployment/ap-south-1/prod/shop/search", 3, 6, 40, 4, "no pod waits for an image and none crashes", "firing", now.AddSeconds(-95));

    private static List<ChangeReport> Changes(DateTimeOffset now) =>
    [
        new(now.AddMinutes(-52), "rollout-finished", "cart 4.18.2 rolled out, 12 of 12 ready", "deployment/ap-south-1/prod/shop/cart", null, null),
        new(now.AddMinutes(-33), "scaled", "search scaled from 4 to 6", "deployment/ap-south-1/prod/shop/search", null, null),
        new(now.AddSeconds(-300), "configmap-changed", "ConfigMap checkout-config changed: PAYMENT_TIMEOUT_MS, by ci-deployer", "configmap/ap-south-1/prod/shop/checkout-config", null, null),
        new(now.AddSeconds(-252), "status", "checkout: 6 of 8 pods crash-looping", Checkout, 2, "critical"),
        new(now.AddSeconds(-185), "status", "configmaps of prod are not known", "", 15, "unknown"),
        new(now.AddSeconds(-14), "status", "cart: 2 of 12 pods cannot pull", "deployment/ap-south-1/prod/shop/cart", 4, "degraded"),
    ];
}
