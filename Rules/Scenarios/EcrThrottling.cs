using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 10.</summary>
/// <param name="Images">Different images of one registry that must have been throttled: one alone is that image's own trouble.</param>
/// <param name="Attempts">Pulls from which their share says anything.</param>
/// <param name="BigRollout">Pods made in the last 5 minutes that make a big rollout.</param>
/// <param name="Before">How long before the first throttled pull the calls are worth a look.</param>
/// <param name="After">How long after it.</param>
public sealed record EcrThrottlingLimits(double Images, double Attempts, double BigRollout, TimeSpan Before, TimeSpan After);

/// <summary>
/// Scenario 10: a registry that tells many pods to slow down. It comes and goes, and it meets several images: what fails always,
/// or with one image alone, is scenario 4.
/// </summary>
public sealed class EcrThrottling() : Scenario<EcrThrottlingLimits>(10)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Registry];

    public override IReadOnlyList<string> Placeholders { get; } =
        ["context", "cluster", "region", "namespace", "kind", "workload", "pod", "registry", "account", "ecrRegion", "nodegroup", "since", "until"];

    public override string Calm(Scope scope, ISignals signals)
    {
        var (registries, throttled) = Total(scope, signals, Known.Registry.ThrottledPods);
        var (_, pulls) = Total(scope, signals, Known.Registry.Attempts);
        return $"{Phrases.Count(throttled, "pod is", "pods are")} throttled by {Phrases.Count(registries, "registry", "registries")}; {Phrases.Count(pulls, "pull", "pulls")} in 5 min";
    }

    protected override void Judge(Judging judging, EcrThrottlingLimits limits)
    {
        var pods = judging.Read(Known.Registry.ThrottledPods);
        var images = judging.Read(Known.Registry.ThrottledImages);
        var attempts = judging.Read(Known.Registry.Attempts);
        judging.Symptom("throttledPods", pods.Value, pods.Value switch { null => "not known", 0 => "none", { } some => $"{Phrases.Count(some, "pod", "pods")} on {Phrases.Count(Phrases.Number(pods["nodes"]) ?? 0, "node", "nodes")}" }, Known.Registry.ThrottledPods);
        SayRatio(judging, limits, pods, attempts);
        if (!judging.Bad)
        {
            judging.Headline($"{Name(judging, pods)}: no pod is throttled");
            return;
        }

        SayCauses(judging, limits, images, attempts);
        SayLookAlikes(judging, limits, pods, images);
        SayNames(judging, limits, pods);
        judging.Covers(Kinds.Workloads.SelectMany(kind => judging.Signals.Resources(judging.Subject.Scope, kind)).Where(workload => Suffers(judging, workload)));
        judging.Headline(string.Create(CultureInfo.InvariantCulture,
            $"{Name(judging, pods)}: {Phrases.Count(pods.Value ?? 0, "pod waits", "pods wait")} in {Phrases.Count(Phrases.Number(pods["workloads"]) ?? 0, "workload", "workloads")}: pulls are throttled (429), of {Phrases.Count(images.Value ?? 0, "image", "images")} on {Phrases.Count(Phrases.Number(pods["nodes"]) ?? 0, "node", "nodes")}"));
    }

    private static void SayRatio(Judging judging, EcrThrottlingLimits limits, Reading pods, Reading attempts)
    {
        var ratio = judging.Read(Known.Registry.ThrottledRatio);
        var share = ratio.Value;
        // When nobody waits any more it is over, though the last minutes still hold it.
        var counted = share is null || attempts.Value < limits.Attempts ? (double?)null : pods.Value == 0 ? 0 : share;
        judging.Symptom("throttledPulls", counted, (share, attempts.Value) switch
        {
            (null, 0) => "no pull",
            (null, _) => "not known",
            (_, { } few) when few < limits.Attempts => $"too few to say: {Phrases.Count(few, "pull", "pulls")}",
            _ when pods.Value == 0 => $"{Phrases.Amount(share.Value, "ratio")} in 5 min, and none waits any more",
            _ => $"{attempts["throttled"]} of {Phrases.Count(attempts.Value ?? 0, "pull", "pulls")} in 5 min",
        }, Known.Registry.ThrottledRatio);
    }

    private static void SayCauses(Judging judging, EcrThrottlingLimits limits, Reading images, Reading attempts)
    {
        var both = judging.Read(Known.Registry.ImagesBoth).Value;
        var succeeded = Phrases.Number(attempts["succeeded"]);
        judging.Cause("comesAndGoes", succeeded is null ? null : succeeded > 0 ? 1 : 0, succeeded switch
        {
            null => "the events of the pods are not known",
            0 => "no pull from this registry succeeded in 5 min",
            _ => $"{Phrases.Count(succeeded.Value, "pull", "pulls")} succeeded in the same 5 min; {Phrases.Count(both ?? 0, "image was", "images were")} throttled here and pulled there",
        });
        judging.Cause("manyImages", images.Value is { } many ? many >= limits.Images ? 1 : 0 : null, images.Value is null ? "the events of the pods are not known" : Phrases.Short($"{Phrases.Count(images.Value.Value, "image", "images")}: {images["names"]}", 220));
        var young = judging.Read(Known.Registry.YoungPods);
        judging.Cause("bigRollout", young.Value / limits.BigRollout, young.Value is null ? "not known" : $"{Phrases.Count(young.Value.Value, "pod was", "pods were")} made in 5 min, by {Phrases.Count(Phrases.Number(young["workloads"]) ?? 0, "workload", "workloads")}; {Phrases.Count(judging.Read(Known.Registry.InFlight).Value ?? 0, "pull", "pulls")} under way");
    }

    private static void SayLookAlikes(Judging judging, EcrThrottlingLimits limits, Reading pods, Reading images)
    {
        var one = images.Value < limits.Images;
        judging.RuleOut("wrongImage", one ? "only one image is throttled: that is this image's trouble" : "429 says nothing against an image, and several of them are met", one);
        var other = pods["ecrRegion"] is null && judging.Subject.Name != "public.ecr.aws";
        judging.RuleOut("otherRegistry", other ? $"{judging.Subject.Name} is not ECR: its limits are other limits" : $"{judging.Subject.Name} is ECR", other);
        var local = judging.Read(Known.Registry.KubeletLimited);
        judging.RuleOut("kubelet", local.Value > 0 ? $"{Phrases.Count(local.Value.Value, "other pod is", "other pods are")} held back by the kubelet's own limit; these were answered by the registry" : "no event speaks of the kubelet's own limit", instead: false);
        var queue = judging.Read(Known.Registry.QueueTime).Value;
        judging.RuleOut("slowNode", $"they are on {Phrases.Count(Phrases.Number(pods["nodes"]) ?? 0, "node", "nodes")}{(queue is { } waited ? $"; pulls wait {Phrases.Span(waited)} in the kubelet's queue" : "")}", instead: false);
        judging.RuleOut("denied", "the registry says 429, not 401 or 403", instead: false);
    }

    private static void SayNames(Judging judging, EcrThrottlingLimits limits, Reading pods)
    {
        var subject = judging.Subject;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("registry", subject.Name);
        foreach (var name in (string[])["namespace", "kind", "workload", "pod", "account", "ecrRegion", "nodegroup", "table"])
            judging.Value(name, pods[name]);
        var since = Phrases.Time(pods["since"]);
        judging.Onset(since);
        judging.Value("since", (since - limits.Before)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        judging.Value("until", (since + limits.After)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private static string Name(Judging judging, Reading pods) =>
        pods["ecrRegion"] is { } region ? $"ECR {region} ({pods["account"]})" : judging.Subject.Name;

    private static bool Suffers(Judging judging, Resource workload) =>
        judging.Signals.Read(Known.Registry.WorkloadPods, workload)["registries"]?.Split('\n').Contains(judging.Subject.Name, StringComparer.Ordinal) == true;
}
