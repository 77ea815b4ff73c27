using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 13. The shares, 0 to 1, are the match that a set of ill families earns.</summary>
/// <param name="Families">So many ill families, one of them at the core, are certain.</param>
/// <param name="StoreShare">The store fails and requests hang or fail with it.</param>
/// <param name="AdmissionShare">A webhook that cannot be called blocks the creation of pods.</param>
/// <param name="PairShare">Two families, one of them at the core.</param>
/// <param name="CoreShare">One family at the core, at its worst: seen in short recordings before others follow.</param>
public sealed record ClusterCorruptionLimits(int Families, double StoreShare, double AdmissionShare, double PairShare, double CoreShare);

/// <summary>
/// Scenario 13: the control plane answers, and what it says or does is wrong. A composite of independent families: any of
/// them alone belongs to another scenario, or is the beginning of this one and then at most degraded.
/// </summary>
public sealed class ClusterCorruption() : Scenario<ClusterCorruptionLimits>(13)
{
    /// <summary>What must be seen before a cluster is called sound.</summary>
    private static readonly IReadOnlyList<string> Needed =
        [Streams.Ladder, Streams.Namespaces, Streams.Nodes, Streams.Deployments, Streams.ReplicaSets, Streams.StatefulSets, Streams.DaemonSets, Streams.Pods];

    /// <summary>What may be denied or not served: then only its family is off.</summary>
    private static readonly IReadOnlyList<string> Wanted = [Streams.SystemLeases, Streams.ApiServices];

    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Cluster];

    public override IReadOnlyList<string> Placeholders { get; } =
        ["context", "cluster", "region", "standbyContext", "namespace", "addon", "webhook", "webhookKind", "webhookPatch", "key", "hostedZone", "trafficChange", "families"];

    public override string Calm(Scope scope, ISignals signals) =>
        signals.Resources(scope, Kinds.Cluster).Select(cluster => signals.Read(Known.ControlPlane.LeaseAge, cluster).Value).FirstOrDefault() is { } seconds
            ? $"store, controllers and system pods are sound; the leaders showed life {Phrases.Span(seconds)} ago"
            : "store, controllers and system pods are sound";

    protected override void Judge(Judging judging, ClusterCorruptionLimits limits)
    {
        var blank = Unseen(judging);
        // The count of families comes first in the judgement, as it must be known before anything is called sound; it is made of the others.
        var probe = new ControlPlaneFamilies(new Judging(judging.Seed, judging.Subject, judging.Signals, judging.Before));
        judging.Symptom("families", blank is null ? probe.All.Count : null, blank is null ? Phrases.Count(probe.All.Count, "part", "parts") : "not all is seen");
        judging.Blank(blank);
        var families = new ControlPlaneFamilies(judging);
        var replaced = judging.Read(Known.Api.StateReplaced);
        judging.Symptom("stateReplaced", replaced.Value, replaced.Value > 0 ? "another uid than before" : "the same uid", Known.Api.StateReplaced);
        SayNames(judging, families);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: the control plane is sound");
            return;
        }

        judging.Cause("stateWentBack", replaced.Value, replaced.Value > 0 ? $"kube-system had the uid {replaced["before"]}, now {replaced["now"]}" : "kube-system has the uid that it had");
        var share = families.Share(limits);
        judging.Cause("independentSigns", share, families.All.Count == 0 ? "no part is ill" : $"ill: {Names(families)}");
        SayLookAlikes(judging, families);
        judging.Covers(Covered(judging));
        var first = families.All.Select(family => family.Since).FirstOrDefault(since => since is not null);
        judging.Onset(first ?? Phrases.Time(replaced["since"]));
        judging.Headline($"{judging.Subject.Name}: {Words(judging, families, replaced, first)}");
    }

    private static string Words(Judging judging, ControlPlaneFamilies families, Reading replaced, DateTimeOffset? first)
    {
        if (replaced.Value > 0)
            return "this is another cluster than before, or it was restored to an older state";
        if (families.OnlyAdmission)
            return $"webhook {judging.Read(Known.ControlPlane.WebhookBlocks)["webhook"] ?? "(unnamed)"} cannot be called and blocks the creation of pods";
        var when = first is { } since ? $"; first {families.All[0].Name}, at {since.UtcDateTime:HH:mm:ss} UTC" : "";
        return $"{Phrases.Count(families.All.Count, "part", "parts")} of the control plane {(families.All.Count == 1 ? "is" : "are")} ill: {Names(families)}{when}";
    }

    private static string Names(ControlPlaneFamilies families) => string.Join(", ", families.All.Select(family => family.Name));

    private static Unknown? Unseen(Judging judging)
    {
        foreach (var stream in Needed.Concat(Wanted))
        {
            var coverage = judging.Signals.Coverage(judging.Subject.Scope, stream);
            var off = Wanted.Contains(stream) && coverage.Because?.Cause is UnknownCause.Denied or UnknownCause.NotPublished;
            if (coverage.Freshness >= Freshness.Stale && !off)
                return coverage.Because ?? new Unknown(UnknownCause.Late, $"{judging.Subject.Scope}: {stream}", "no sign of life in time", judging.Signals.Now.Wall);
        }

        return null;
    }

    private static void SayLookAlikes(Judging judging, ControlPlaneFamilies families)
    {
        judging.RuleOut("apiServer", families.All.Any(family => family.Name == "the API") ? "the API suffers too, and other parts with it" : "the API serves", instead: false);
        judging.RuleOut("nodes", families.All.Any(family => family.Name == "nodes") ? "nodes went silent together" : "the nodes show life", instead: false);
        judging.RuleOut("update", judging.Read(Known.Api.FailingChecks)["transient"] is { } checks ? $"a server starts or stops just now: {checks}" : "no API server starts or stops", instead: false);
        judging.RuleOut("oneWebhook", families.OnlyAdmission ? "nothing but the webhook is ill: a small repair" : "more than a webhook is ill, or none", instead: false);
    }

    private static void SayNames(Judging judging, ControlPlaneFamilies families)
    {
        judging.Value("context", judging.Subject.Cluster);
        judging.Value("cluster", judging.Subject.Cluster);
        judging.Value("region", judging.Subject.Region);
        var others = judging.Signals.Everywhere(Kinds.Cluster).Where(other => other.Scope != judging.Subject.Scope).ToList();
        judging.Value("standbyContext", others is [var standby] ? standby.Cluster : null);
        var blocks = judging.Read(Known.ControlPlane.WebhookBlocks);
        judging.Value("webhook", blocks["configuration"]);
        judging.Value("webhookKind", blocks["configurationKind"]);
        judging.Value("webhookPatch", blocks["index"] is { } index ? $"[{{\"op\":\"replace\",\"path\":\"/webhooks/{index}/failurePolicy\",\"value\":\"Ignore\"}}]" : null);
        judging.Value("namespace", Covered(judging).Select(workload => workload.Namespace).FirstOrDefault());
        judging.Value("addon", judging.Read(Known.ControlPlane.SystemShort)["components"]?.Split(',')[0] switch { "aws-node" => "vpc-cni", var name => name });
        judging.Value("families", string.Join('\n', families.All.Select(family => $"{family.Name}\t{family.Strength:0.0}\t{family.Since:O}")));
    }

    private static IReadOnlyList<Resource> Covered(Judging judging) =>
    [
        .. ((Signal[])[Known.ControlPlane.WebhookBlocks, Known.ControlPlane.SystemShort, Known.ControlPlane.Unfilled, Known.ControlPlane.Unreconciled, Known.ControlPlane.Unnoticed])
            .SelectMany(signal => (judging.Read(signal)["workloads"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .Select(text => Resource.TryParse(text, out var resource) ? resource : null).OfType<Resource>(),
    ];
}
