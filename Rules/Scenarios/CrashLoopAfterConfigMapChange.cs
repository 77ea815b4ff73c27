using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 2.</summary>
/// <param name="ChangeWindow">A crash this soon after a change is laid to it in full.</param>
/// <param name="LateWindow">Up to here it counts <paramref name="LateShare"/>: an environment variable is only read at the next restart.</param>
/// <param name="LongWindow">Up to here it counts <paramref name="LongShare"/>; past it the change is no suspect.</param>
/// <param name="OftenShare">The most that a change of a ConfigMap counts which changes all the time.</param>
/// <param name="LookAlikeShare">The share of terminations, 0 to 1, from which another reason is the true one.</param>
/// <param name="MinimumFastRatio">The share of terminations, 0 to 1, that must be fast for the crash to count as one at start.</param>
public sealed record CrashLoopLimits(TimeSpan ChangeWindow, TimeSpan LateWindow, TimeSpan LongWindow, double LateShare, double LongShare, double OftenShare, double LookAlikeShare, double MinimumFastRatio);

/// <summary>
/// Scenario 2: pods crash after a ConfigMap that they read was changed. A crash loop alone is not enough, as most come from
/// new images; what makes it this one is a change of what the pods read, shortly before, and nothing else that changed.
/// </summary>
public sealed class CrashLoopAfterConfigMapChange() : Scenario<CrashLoopLimits>(2)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet, Kinds.ReplicaSet, Kinds.Pod];

    public override IReadOnlyList<string> Placeholders { get; } =
        [.. Phrases.WorkloadPlaceholders, "pod", "container", "configmap", "changedKeys", "manager", "changedAt", "previousConfigmap", "restorePatch", "style"];

    public override string Calm(Scope scope, ISignals signals)
    {
        var (subjects, crashing) = Total(scope, signals, Known.Crash.LoopingPods);
        var workloads = Phrases.Count(subjects, "workload", "workloads");
        return crashing == 0 ? $"no pod of {workloads} crash-loops" : $"{Phrases.Count(crashing, "pod", "pods")} of {workloads} crash, none after a ConfigMap change";
    }

    protected override void Judge(Judging judging, CrashLoopLimits limits)
    {
        var crashing = judging.Read(Known.Crash.LoopingPods);
        var desired = judging.Read(Known.Workload.Desired).Value ?? Math.Max(judging.Read(Known.Workload.Ready).Value ?? 0, crashing.Value ?? 0);
        var count = crashing.Value ?? 0;
        judging.Symptom("crashShare", count == 0 && crashing.Known ? 0 : Phrases.Share(crashing.Value, Math.Max(desired, count)),
            crashing.Known ? Phrases.Of(count, desired, "pods") : "not known", Known.Crash.LoopingPods);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: no pod crash-loops");
            return;
        }
        judging.SayWorkloadSymptoms();

        var change = judging.Read(Known.Crash.ChangeToCrash);
        SayCauses(judging, limits, change);
        SayLookAlikes(judging, limits, change);
        SayNames(judging, crashing, change);
        judging.Onset(Phrases.Time(crashing["firstCrash"]));
        judging.Headline($"{judging.Subject.Name}: {Phrases.Of(count, desired, "pods")} crash-looping{Because(judging, crashing, change)}");
    }

    private static void SayCauses(Judging judging, CrashLoopLimits limits, Reading change)
    {
        var missing = judging.Read(Known.Crash.MissingReference);
        judging.Cause("missingReference", missing.Value, missing.Value > 0 ? Phrases.Short(missing["message"]) : "the kubelet finds every ConfigMap and key");
        judging.Cause("changedBefore", ChangeShare(judging, change, limits), change.Value switch
        {
            null => "no change of a ConfigMap that it reads is known in the last day",
            < 0 => $"{change["configmap"]} changed {Phrases.Span(change.Value.Value)} after the first crash",
            var seconds => $"{change["configmap"]} changed {Phrases.Span(seconds.Value)} before the first crash{(Often(change) ? "; it changes more than six times an hour" : "")}",
        });
        Say(judging, "survivors", Known.Crash.SurvivorsOnOldConfig, "pods started before the change still run", "pods started after the change run as well", "there is no pod to compare with");
        Say(judging, "templateConfigOnly", Known.Crash.TemplateConfigOnly, "nothing but configuration changed", "more than configuration changed", "there is no template to compare with");
        var fast = judging.Read(Known.Crash.FastExits);
        judging.Cause("fastExits", fast.Value is { } ratio ? (ratio >= limits.MinimumFastRatio ? 1 : 0) : null,
            fast.Value is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:P0} of the terminations came within 15 s of the start") : "no termination was seen yet");
        var words = judging.Read(Known.Crash.MessageNamesConfig);
        judging.Cause("messageNamesConfig", words.Value, words["message"] is { } message ? $"“{Phrases.Short(message)}”" : "the containers left no last words");
        var others = judging.Read(Known.Crash.SharedConfigCrashes);
        judging.Cause("sharedReaders", others.Value is { } readers ? (readers > 0 ? 1 : 0) : null, others.Value switch
        {
            null => "no other workload reads it and restarted",
            > 0 => $"also crashing: {others["workloads"]}",
            _ => "other readers that restarted run well",
        });
        Say(judging, "imageChanged", Known.Crash.ImageChanged, "the image changed too", "the image is the same as before", "there is no image to compare with");
    }

    private static double? ChangeShare(Judging judging, Reading change, CrashLoopLimits limits)
    {
        // Nothing changed is an answer only for one who would have seen a change.
        if (change.Value is not { } seconds)
            return change.Coverage.Freshness < Freshness.Stale && judging.Read(Known.Crash.ReadsConfigMap).Value == 0 ? 0 : null;
        var share = seconds < 0 ? 0
            : seconds <= limits.ChangeWindow.TotalSeconds ? 1
            : seconds <= limits.LateWindow.TotalSeconds ? limits.LateShare
            : seconds <= limits.LongWindow.TotalSeconds ? limits.LongShare
            : 0;
        return Often(change) ? Math.Min(share, limits.OftenShare) : share;
    }

    private static bool Often(Reading change) => change["often"] is not null;

    private static void Say(Judging judging, string key, Signal signal, string yes, string no, string unknown)
    {
        var reading = judging.Read(signal);
        var text = reading.Value switch { null => unknown, > 0 => yes, _ => no };
        judging.Cause(key, reading.Value, text);
    }

    private static void SayLookAlikes(Judging judging, CrashLoopLimits limits, Reading change)
    {
        var decisive = judging.Read(Known.Crash.MissingReference).Value > 0;
        void Other(string key, bool established, string seen, string notSeen) =>
            judging.RuleOut(key, established ? seen : notSeen, established && !decisive);

        var memory = judging.Read(Known.Crash.OomShare).Value;
        Other("outOfMemory", memory >= limits.LookAlikeShare, "the kernel killed the containers for their memory (OOMKilled)", "no container was OOMKilled");
        var liveness = judging.Read(Known.Crash.LivenessShare).Value;
        Other("liveness", liveness >= limits.LookAlikeShare, "the kubelet restarts them for a failed liveness probe", "no liveness probe failed");
        var image = judging.Read(Known.Crash.ImageChanged);
        var changedBefore = change.Value >= 0 && change.Value <= limits.LongWindow.TotalSeconds;
        var newImage = image.Value > 0 && (!changedBefore || judging.Read(Known.Crash.SurvivorsOnOldConfig).Value == 0);
        Other("newImage", newImage, $"the crashing pods run a new image, {image["image"]}, before it {image["previousImage"]}", "the image is the one that ran before");
        var reads = judging.Read(Known.Crash.ReadsConfigMap);
        Other("noConfigMap", reads.Value == 0, "its pods read none", $"it reads {reads["configmaps"] ?? "at least one"}");
        // ConfigMaps carry the time of their last change, so that nothing within a day is an answer even right after a start.
        Other("noChange", reads.Value > 0 && !changedBefore && change.Value is not < 0 && change.Coverage.Freshness < Freshness.Stale,
            "none of them changed in the day before the crash", changedBefore ? $"{change["configmap"]} changed" : "whether one changed is not known");
        Other("crashedBefore", change.Value < 0, $"the first crash was {Phrases.Span(change.Value ?? 0)} earlier", "the change came first");
        Other("iam", judging.Read(Known.Crash.AwsDenied).Value > 0, "the containers' last words are a denial by AWS", "no denial by AWS in their last words");
        Other("nodes", judging.Read(Known.Crash.OnBadNodes).Value >= limits.LookAlikeShare, "the crashing pods sit on ailing nodes", "their nodes are well");
        Other("imagePull", false, "", judging.Read(Known.ImagePull.FailingPods).Value > 0 ? "some pods wait for an image, but these ones started" : "all images were pulled");
    }

    private static void SayNames(Judging judging, Reading crashing, Reading change)
    {
        judging.NameWorkload();
        var missing = judging.Read(Known.Crash.MissingReference);
        judging.Value("pod", crashing["pod"]);
        judging.Value("container", crashing["container"]);
        judging.Value("configmap", change["configmap"] ?? missing["configmap"]);
        judging.Value("changedKeys", change["keys"] ?? missing["key"]);
        judging.Value("manager", change["manager"]);
        judging.Value("changedAt", change["changedAt"]);
        judging.Value("previousConfigmap", change["previous"]);
        judging.Value("restorePatch", change["restorePatch"]);
        judging.Value("diff", change["diff"]);
        judging.Value("style", change["style"] ?? (missing.Value > 0 ? "missing" : "unknown"));
    }

    private static string Because(Judging judging, Reading crashing, Reading change)
    {
        var missing = judging.Read(Known.Crash.MissingReference);
        if (missing.Value > 0)
            return $": {Phrases.Short(missing["message"], 100)}";
        if (change.Value is >= 0)
            return $", {Phrases.Span(change.Value.Value)} after ConfigMap {change["configmap"]} changed";
        var reason = crashing["exitCode"] is { } code ? $"exit code {code}" : crashing["reason"];
        return $"{(reason is null ? "" : $" ({reason})")}; the cause is not known";
    }
}
