using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>What the mission asks each runbook to carry, by a word that cannot be missing when it does.</summary>
public sealed class MissionTests
{
    public static TheoryData<string, string[]> Words => new()
    {
        { "01-api-server-unresponsive", ["EKS", "describe-cluster", "authentication", "kubeconfig", "curl", "control plane logs", "recent changes", "Pause CI/CD", "wait, and open a case", "Node readiness", "System pods", "Resume deployments"] },
        { "02-crashloop-after-configmap-change", ["logs", "events", "last good version", "restorePatch", "rollout undo", "rollout restart", "Validate configuration in CI/CD", "no direct changes in production", "restore it from Git or Helm", "configuration first, then the restart"] },
        { "03-hpa-not-scaling", ["metrics-server", "thresholds", "requests and limits", "metrics reported", "set resources", "Redeploy the HPA", "Watch it during the peak"] },
        { "04-image-pull-backoff", ["describe-images", "RepositoryNotFoundException", "ECR permissions of the node role", "pod's events", "correct the image", "rollout undo", "Validate in CI/CD that the tag exists"] },
        { "05-pod-to-pod-failure", ["Service and its Endpoints", "network policies", "DNS and the port from inside a pod", "health of the CNI plugin", "Update the policy", "Test the call once more", "Document the allowed calls"] },
        { "06-node-group-failure", ["node group and its autoscaling", "health of the EC2 instance", "instance type", "capacity", "Spot", "rescheduled", "other instance types", "scale", "Verify the workloads", "autoscaling works again"] },
        { "07-rds-failover", ["RDS events and the failover log", "new primary", "retry logic", "timeouts", "Validate the connections", "by itself"] },
        { "08-alb-target-health", ["health of the targets", "path, port and protocol", "security groups", "NACLs", "annotations of the Ingress", "Correct the health check", "Validate the health check before each deployment"] },
        { "09-iam-misconfiguration", ["role the service account has", "role of its node group", "recent changes of IAM", "with the AWS CLI", "least privilege", "Review each change of a policy", "Test permissions automatically"] },
        { "10-ecr-throttling", ["Monitor the pull rate", "Stagger the deployments", "image caching on the nodes", "Reduce pulls", "Optimise the rollout strategy"] },
        { "11-region-down", ["Route 53", "standby EKS cluster", "cross-region replica", "Validate the health of the application", "Failback, controlled", "lessons learned", "Validate database and monitoring", "Active and passive"] },
        { "12-rds-region-failure", ["Promote the cross-region read replica", "database endpoint", "consistency of the data", "Re-establish replication", "Cross-region replication"] },
        { "13-cluster-corruption", ["Stop traffic to this cluster", "secondary region", "Terraform", "Redeploy the applications", "as code"] },
        { "14-surge-with-region-lost", ["autoscaling in the standby region", "limits of the HPAs", "latency and error rates", "global load balancing", "Route 53"] },
        { "15-global-misrouting", ["routing rules", "health check", "several geographies", "Review the monitoring", "healthy region"] },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void A_runbook_carries_all_that_the_mission_asks_of_it(string seed, string[] words)
    {
        var text = File.ReadAllText(Path.Combine(SeedFiles.Real, "scenarios", $"{seed}.md"));

        words.Where(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }
}
