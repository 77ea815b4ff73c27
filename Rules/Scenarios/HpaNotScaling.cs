using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 3.</summary>
/// <param name="Settle">How long the maximum must have been wanted too low before that counts: a target that has just been scaled is measured on too few pods.</param>
/// <param name="Tolerance">The share, 0 to 1, by which demand may pass the target before a controller acts.</param>
/// <param name="LookAlikeShare">The share of the wanted pods, 0 to 1, that must be pending or failing to be the true explanation.</param>
public sealed record HpaLimits(TimeSpan Settle, double Tolerance, double LookAlikeShare);

/// <summary>
/// Scenario 3: traffic grows and the pods do not. An autoscaler is either blind, or at its maximum, or asks in vain; each has
/// another repair. Its controller's own word about its limits counts only while its metrics are valid: it keeps the old one.
/// </summary>
public sealed class HpaNotScaling() : Scenario<HpaLimits>(3)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Hpa];

    public override IReadOnlyList<string> Placeholders { get; } =
        [.. Phrases.WorkloadPlaceholders, "hpa", "container", "maxReplicas", "replicas", "variant"];

    public override string Calm(Scope scope, ISignals signals)
    {
        var all = signals.Resources(scope, Kinds.Hpa);
        if (all.Count == 0)
            return "no autoscaler";
        var highest = all.Max(hpa => signals.Read(Known.Hpa.Demand, hpa).Value);
        return $"{Phrases.Count(all.Count, "autoscaler sees", "autoscalers see")} and can follow{(highest is { } demand ? $", demand at most {Percent(demand)} of target" : "")}";
    }

    protected override void Judge(Judging judging, HpaLimits limits)
    {
        var hpa = new HpaReadings(judging, limits);
        SaySymptoms(judging, hpa);
        judging.Covers(hpa.Target is { } target ? [target] : []);
        SayNames(judging, hpa);
        if (!judging.Bad)
        {
            judging.Headline(hpa.Demand.Value is { } demand
                ? $"{judging.Subject.Name}: {Replicas(hpa)}, demand {Percent(demand)} of target"
                : $"{judging.Subject.Name}: {Replicas(hpa)}");
            return;
        }

        SayCauses(judging, hpa);
        HpaLookAlikes.Say(judging, hpa, limits);
        judging.Onset(hpa.Since);
        judging.Headline($"{judging.Subject.Name}: {Trouble(hpa)}");
    }

    private static void SaySymptoms(Judging judging, HpaReadings hpa)
    {
        var blindness = judging.Symptom("blind", hpa.Blind.Value, hpa.IsBlind ? $"for {Phrases.Span(hpa.Blind.Value ?? 0)}: {hpa.Blind["reason"]}" : hpa.Blind.Known ? "it sees its metrics" : "not known", Known.Hpa.BlindFor);
        judging.Symptom("blindDemand", blindness >= 1 ? hpa.LastDemand.Value : 0,
            blindness < 1 ? "not blind for long" : hpa.LastDemand.Value is { } last ? $"{Percent(last)} of target before it went blind" : "no demand was ever seen", Known.Hpa.LastDemand);
        judging.Symptom("deficit", hpa.Deficit,
            hpa.Demand.Value is { } demand ? $"{Replicas(hpa)}, demand {Percent(demand)} of target" : "not known", Known.Hpa.Deficit);
        judging.Symptom("notConverging", hpa.NotConverging.Value, hpa.NotConverging.Value > 0 ? $"{Replicas(hpa)}, {hpa.Desired.Value:0} asked for" : "as many as asked for", Known.Hpa.NotConvergingFor);
        judging.Symptom("atLimit", hpa.Unreachable ? hpa.Use.Value : 0,
            hpa.Unreachable ? $"the limits allow {hpa.Reachable["most"]} % and the target is {Percent(hpa.Reachable.Value ?? 0)} of that" : "the target can be reached", Known.Hpa.UseOfReachable);
        judging.Symptom("metricsAge", hpa.MetricsAge.Value, hpa.Available.Value switch
        {
            null => "the metrics API was not asked or is not served",
            > 0 => $"nodes that report: {hpa.Available["nodes"]}",
            _ => "the metrics API does not answer",
        }, Known.Hpa.MetricsAge);
    }

    private static void SayCauses(Judging judging, HpaReadings hpa)
    {
        void Say(string key, bool? holds, string yes, string no) => judging.Cause(key, holds is { } known ? known ? 1 : 0 : null, holds == true ? yes : no);
        var request = hpa.Cause == HpaBlindness.MissingRequest ? hpa.Blind : hpa.Request;
        Say("missingRequest", hpa.Cause == HpaBlindness.MissingRequest ? true : hpa.Request.Known ? hpa.Request.Value > 0 && hpa.IsBlind : null,
            $"container {request["container"] ?? hpa.Request["container"]} has no request for {request["resource"] ?? "what is watched"}", "every container has its request");
        Say("metricsDown", hpa.Cause == HpaBlindness.MetricsApi ? true : hpa.Available.Known ? hpa.Available.Value == 0 : null,
            hpa.Available.Value == 0 ? $"it does not answer: {Phrases.Short(hpa.Available["message"])}" : "the autoscaler cannot reach it",
            hpa.Available.Known ? "it answers" : "it was not asked");
        Say("atMaximum", hpa.Deficit is { } deficit ? deficit > 0 : null, $"{hpa.Maximum.Value:0} is the most, and {hpa.Wanted:0} are wanted", "it may still go higher");
        Say("unreachableThreshold", hpa.Reachable.Known ? hpa.Unreachable : null, "the pods are throttled before the autoscaler acts",
            hpa.Reachable.Known ? "there is room between target and limits" : "there are no limits that could stop it");
        Say("itsOwnWord", hpa.IsBlind ? hpa.Blind["message"] is not null : null, $"“{Phrases.Short(hpa.Blind["message"], 220)}”", hpa.IsBlind ? "it says nothing" : "it is not blind");
        Say("notFollowed", hpa.NotConverging.Known ? hpa.NotConverging.Value > 0 : null, "its target does not follow", "its target follows");
        if (hpa.Lints["lints"] is { } lints)
            judging.Value("lints", lints);
    }

    private static void SayNames(Judging judging, HpaReadings hpa)
    {
        var subject = judging.Subject;
        // Its own name is no workload's: without a target those two have no value.
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("namespace", subject.Namespace);
        judging.Value("hpa", subject.Name);
        judging.Value("workload", hpa.Target?.Name);
        judging.Value("kind", hpa.Target?.Kind);
        judging.Value("container", hpa.Blind["container"] ?? hpa.Request["container"]);
        judging.Value("maxReplicas", hpa.Wanted is { } wanted && wanted > hpa.Maximum.Value ? Whole(wanted) : null);
        judging.Value("replicas", (hpa.Wanted ?? hpa.WantedWhenBlind) is { } needed && needed > (hpa.Current.Value ?? 0) ? Whole(needed) : null);
        judging.Value("variant", hpa.Variant);
        judging.Value("table", HpaTable.Of(hpa));
    }

    private static string Trouble(HpaReadings hpa) => hpa.Variant switch
    {
        "maxed" => $"at its maximum of {hpa.Maximum.Value:0}, demand is {Percent(hpa.Demand.Value ?? 0)} of target: {hpa.Wanted:0} are wanted",
        "throttled" => $"its pods reach their limits before the target: it will not scale",
        "not-followed" => $"{hpa.Desired.Value:0} replicas are asked for and there are {hpa.Current.Value:0}, for {Phrases.Span(hpa.NotConverging.Value ?? 0)}",
        "old-metrics" => $"the newest metric is {Phrases.Span(hpa.MetricsAge.Value ?? 0)} old",
        _ => $"blind for {Phrases.Span(hpa.Blind.Value ?? 0)} at {hpa.Current.Value:0} replicas: {Why(hpa)}",
    };

    private static string Why(HpaReadings hpa) => hpa.Cause switch
    {
        HpaBlindness.MissingRequest => $"container {hpa.Blind["container"] ?? hpa.Request["container"] ?? "of its pods"} has no {hpa.Blind["resource"]} request",
        HpaBlindness.MetricsApi => "the metrics API does not answer",
        HpaBlindness.NoSamples => "there are no metrics of its pods",
        HpaBlindness.Selector => "its target's selector is wrong",
        HpaBlindness.OtherMetric => "a custom or external metric cannot be had",
        HpaBlindness.Target => "its target cannot be read or scaled",
        _ => hpa.Blind["reason"] ?? "the cause is not known",
    };

    private static string Replicas(HpaReadings hpa) => string.Create(CultureInfo.InvariantCulture, $"{hpa.Current.Value:0} replicas of {hpa.Minimum.Value:0} to {hpa.Maximum.Value:0}");

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    internal static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");
}
