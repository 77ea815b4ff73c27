using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Made-up scenarios unfolded, and streams.</summary>
public static class SampleDetails
{
    public const string Checkout = "deployment/ap-south-1/prod/shop/checkout";
    public const string Restore = """kubectl --context prod-aps1 -n shop patch configmap checkout-config --type merge -p '{"data":{"PAYMENT_TIMEOUT_MS":"2500"}}'""";

    public static ScenarioDetail Crash(DateTimeOffset now) => new(
        now, SampleBoards.Crash(now), [CheckoutResource(now), PaymentsResource(now)], SampleRunbook.Filled, Changes(now),
        [new ConsequenceDetail(8, "ALB target health failing", "critical", 34, "api-tg: 5 of 8 targets fail their health checks", now.AddSeconds(-220))],
        History(now),
        [new LimitDetail("changeWindow", "15m", "seeds/scenarios/02-crashloop-after-configmap-change.md"), new LimitDetail("matchFloor", "0.5", "Watch:Scenarios:2:MatchFloor")]);

    public static ScenarioDetail NotCollected(int number, DateTimeOffset now) => new(
        now, SampleBoards.NotCollected(number, now), [], SampleRunbook.ByHand, [], [], [], []);

    public static ScenarioDetail Unknown(int number, DateTimeOffset now) => new(
        now, SampleBoards.Unknown(number, now), [], SampleRunbook.ByHand, [], [], [new HistoryDetail(now.AddSeconds(-185), "unknown", null, "inactive", "configmaps of prod are not known")], []);

    public static ResourceDetail CheckoutResource(DateTimeOffset now) => new(
        Checkout, "checkout: 6 of 8 pods crash-looping, 48 s after ConfigMap checkout-config changed", 18, "critical", "firing", false, now.AddSeconds(-232), 0.9, 0.91, true,
        now.AddSeconds(-252),
        [
            new("crashShare", "Pods crash-looping, share of the workload", "ratio", 0.75, "6 of 8 pods", 1, 0.75, 0.01, 0.3, "degraded from 1 %, critical from 30 %", Known.Crash.LoopingPods.Name),
            new("belowMinimum", "Ready pods missing to the minimum", "count", 4, "2 ready, 6 is the minimum", 1, 0.6, 1, 2, "degraded from 1, critical from 2", Known.Workload.BelowMinimum.Name),
            new("rolloutStuck", "The rollout passed its deadline", "flag", null, "not known", 0, 0.2, 1, 1, "critical when it holds", null),
        ],
        [
            new("changedBefore", "A ConfigMap that the pods read changed before the first crash", 0.55, 1, false, false, "checkout-config changed 48 s before the first crash"),
            new("templateConfigOnly", "Nothing but configuration changed", 0.25, 1, false, false, "nothing but configuration changed"),
            new("fastExits", "Terminations come soon after the start", 0.11, 0.2, false, false, "20 % of the terminations came within 15 s of the start"),
            new("sharedReaders", "Other readers of the ConfigMap crash too", 0.1, null, false, false, "no other workload reads it and restarted"),
            new("imageChanged", "A new image came at the same time", 0.3, 0, true, false, "the image is the same as before"),
        ],
        [
            new("Out of memory", "no container was OOMKilled", false),
            new("4 · ImagePullBackOff", "all images were pulled", false),
            new("New release", "the image is the one that ran before", false),
        ],
        new Dictionary<string, string>
        {
            ["context"] = "prod-aps1",
            ["namespace"] = "shop",
            ["workload"] = "checkout",
            ["configmap"] = "checkout-config",
            ["manager"] = "ci-deployer",
            ["changedAt"] = now.AddSeconds(-300).ToString("O"),
            ["style"] = "in-place",
            ["changedKeys"] = "PAYMENT_TIMEOUT_MS",
            ["diff"] = "- PAYMENT_TIMEOUT_MS: \"2500\"\n+ PAYMENT_TIMEOUT_MS: \"2500ms\"",
        },
        null);

    public static IReadOnlyList<StreamHealth> Streams(DateTimeOffset now)
    {
        StreamHealth Stream(string source, Scope scope, string name) => new(
            source, scope, name, "ok", TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(5), "watching from 48123", null, null, null, 126, 4211, 37, 0, ["workload_replicas_ready"]);
        var (prod, dr) = (new Scope("ap-south-1", "prod"), new Scope("ap-southeast-1", "dr"));
        return
        [
            Stream("kubernetes/prod", prod, "pods"),
            Stream("kubernetes/prod", prod, "deployments") with { Restarts = 2, LastError = "410 Gone: too old resource version", LastErrorAt = now.AddMinutes(-14), FirstErrorAt = now.AddMinutes(-44) },
            Stream("kubernetes/prod", prod, "configmaps") with
            {
                State = "denied", Age = TimeSpan.FromSeconds(185), Detail = "next try in 22 s", LastError = "403: configmaps is forbidden: User \"watch\" cannot list resource \"configmaps\"",
                LastErrorAt = now.AddSeconds(-8), FirstErrorAt = now.AddSeconds(-185), Objects = 0, Costs = ["crash_after_configmap_change_seconds", "scenario 2"],
            },
            Stream("kubernetes/dr", dr, "pods"),
            Stream("kubernetes/dr", dr, "nodes") with { State = "starting", Age = null, Detail = "first list", Objects = 0 },
            Stream("store", new Scope("", ""), "samples"),
        ];
    }

    private static ResourceDetail PaymentsResource(DateTimeOffset now) => CheckoutResource(now) with
    {
        Resource = "deployment/ap-south-1/prod/shop/payments",
        Score = 70,
        Status = "degraded",
        Impact = 0.5,
        Match = 0.6,
        CauseKnown = false,
        Headline = "payments: 1 of 6 pods crash-looping (exit code 1); the cause is not known",
        Values = new Dictionary<string, string>(),
    };

    private static List<ChangeReport> Changes(DateTimeOffset now) =>
    [
        new(now.AddSeconds(-300), "configmap-changed", "ConfigMap checkout-config changed: PAYMENT_TIMEOUT_MS, by ci-deployer", "configmap/ap-south-1/prod/shop/checkout-config", null, null),
        new(now.AddMinutes(-19), "rollout-finished", "checkout rolled out, revision 57", Checkout, null, null),
    ];

    private static List<HistoryDetail> History(DateTimeOffset now) =>
    [
        new(now.AddHours(-20), "healthy", 100, "inactive", "no pod of 24 workloads crash-loops"),
        new(now.AddHours(-9), "unknown", null, "inactive", "pods of prod are not known: the source cannot be reached"),
        new(now.AddHours(-8.6), "healthy", 100, "inactive", "no pod of 24 workloads crash-loops"),
        new(now.AddSeconds(-272), "degraded", 71, "pending", "checkout: 1 of 8 pods crash-looping"),
        new(now.AddSeconds(-252), "critical", 18, "firing", "checkout: 6 of 8 pods crash-looping, 48 s after ConfigMap checkout-config changed"),
    ];
}
