using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Tests.Dashboard;

/// <summary>The fifteen seeds as a board needs them, without reading a file.</summary>
public static class FakeSeeds
{
    public static readonly IReadOnlyList<Seed> All =
    [
        Make(1, "api-server-unresponsive", "API server unresponsive", "API server", "kubernetes"),
        Make(2, "crashloop-after-configmap-change", "CrashLoopBackOff after ConfigMap change", "Config crash loop", "kubernetes") with
        {
            Symptoms = Symptoms(("loopingPods", new SymptomSeed("Pods that crash again and again, share of the workload", "ratio", 0.8, new Edges(0.01, 0.5, 0.01, 0.5), "workload_pods_crashlooping"))),
            Causes = Causes(("changeToCrash", new CauseSeed("The first crash followed the change of a ConfigMap", 0.6, false, false)), ("imageChanged", new CauseSeed("A new image came at the same time", 0.3, true, false))),
            Limits = new Dictionary<string, string> { ["changeWindow"] = "15m" },
        },
        Make(3, "hpa-not-scaling", "HPA not scaling", "HPA not scaling", "kubernetes"),
        Make(4, "image-pull-backoff", "ImagePullBackOff in production", "ImagePullBackOff", "kubernetes") with
        {
            Symptoms = Symptoms(("failingPods", new SymptomSeed("Pods that cannot pull their image, share of the workload", "ratio", 0.5, new Edges(0.01, 0.5, 0.01, 0.5), "image_pull_failing_pods"))),
            Causes = Causes(("definiteAnswer", new CauseSeed("The registry gave a definite answer", 0.5, false, false))),
        },
        Make(5, "pod-to-pod-failure", "Pod-to-pod communication failure", "Pod-to-pod traffic", "kubernetes"),
        Make(6, "node-group-failure", "EKS node group failure", "EKS node group", "aws"),
        Make(7, "rds-failover", "RDS failover", "RDS failover", "aws"),
        Make(8, "alb-target-health", "ALB target health failing", "ALB target health", "aws"),
        Make(9, "iam-misconfiguration", "IAM misconfiguration", "IAM permissions", "aws"),
        Make(10, "ecr-throttling", "ECR throttling", "ECR throttling", "aws"),
        Make(11, "region-down", "Region down", "Region down", "recovery"),
        Make(12, "rds-region-failure", "RDS region failure", "RDS region loss", "recovery"),
        Make(13, "cluster-corruption", "EKS cluster corruption", "EKS corruption", "recovery"),
        Make(14, "surge-with-region-lost", "Surge with a region lost", "Surge and region", "recovery"),
        Make(15, "global-misrouting", "Global load balancer misrouting", "LB misrouting", "recovery"),
    ];

    private static Seed Make(int number, string slug, string title, string shortName, string group) => new(
        number, slug, title, shortName, group,
        new Hold(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5)),
        0.6,
        Symptoms(), Causes(), new Dictionary<string, string>(),
        ["pods", "replicasets"],
        new Dictionary<string, string>(),
        null,
        new Runbook([]));

    private static Dictionary<string, SymptomSeed> Symptoms(params (string Key, SymptomSeed Seed)[] symptoms) =>
        symptoms.ToDictionary(symptom => symptom.Key, symptom => symptom.Seed, StringComparer.Ordinal);

    private static Dictionary<string, CauseSeed> Causes(params (string Key, CauseSeed Seed)[] causes) =>
        causes.ToDictionary(cause => cause.Key, cause => cause.Seed, StringComparer.Ordinal);
}
