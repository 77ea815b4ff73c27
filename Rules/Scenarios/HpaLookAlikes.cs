using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>What looks like an autoscaler that does not scale, and is something else.</summary>
internal static class HpaLookAlikes
{
    public static void Say(Judging judging, HpaReadings hpa, HpaLimits limits)
    {
        double? Of(Signal signal) => hpa.Target is { } target ? judging.Signals.Read(signal, target).Value : null;
        bool Many(double? pods) => Phrases.Share(pods, Math.Max(hpa.Desired.Value ?? 0, 1)) >= limits.LookAlikeShare;

        // One whose metrics API is down, or whose pods have no requests, is blind whatever its pods do.
        var maybe = hpa.Cause is null or HpaBlindness.NoSamples;
        judging.RuleOut("nodes", hpa.Pending.Value switch
        {
            null => "its pods are not known",
            > 0 => $"{Phrases.Count(hpa.Pending.Value.Value, "pod finds", "pods find")} no node: {Phrases.Short(hpa.Pending["message"])}",
            _ => "every pod found a node",
        }, maybe && Many(hpa.Pending.Value));
        var crashing = Of(Known.Crash.LoopingPods);
        judging.RuleOut("crash", crashing > 0 ? $"{Phrases.Count(crashing.Value, "pod crash-loops", "pods crash-loop")}" : "no pod of its target crash-loops", maybe && Many(crashing));
        var pulling = Of(Known.ImagePull.FailingPods);
        judging.RuleOut("imagePull", pulling > 0 ? $"{Phrases.Count(pulling.Value, "pod waits", "pods wait")} for an image" : "no pod of its target waits for an image", maybe && Many(pulling));
        judging.RuleOut("fullHouse", hpa.Deficit > 0 ? "more is wanted than it may have" : "it is not at its maximum with more wanted", instead: false);
        var probe = judging.Signals.Coverage(judging.Subject.Scope, Streams.Probe).Freshness < Freshness.Stale;
        judging.RuleOut("apiServer", probe ? "the API server answers its probe" : "the API server's probe is not fresh: see there", instead: false);
    }
}
