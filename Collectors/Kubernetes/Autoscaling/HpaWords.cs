using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>Why an autoscaler sees nothing, by the words of its controller.</summary>
/// <param name="Told">When the controller says that it began, or null.</param>
internal sealed partial record HpaWords(HpaBlindness Cause, string Reason, string Message, DateTimeOffset? Told, string? Resource = null, string? Container = null, string? Pod = null)
{
    /// <summary>Null when it sees. A target of 0 replicas switches it off on purpose.</summary>
    public static HpaWords? Of(Hpa hpa, HpaDemand demand)
    {
        if (hpa.Status.Conditions.Find("AbleToScale") is { IsFalse: true, Reason: "FailedGetScale" or "FailedUpdateScale" } target)
            return new HpaWords(HpaBlindness.Target, target.Reason, target.Message ?? "", target.LastTransitionTime);
        var active = hpa.Status.Conditions.Find("ScalingActive");
        if (active is { IsFalse: true, Reason: not "ScalingDisabled" })
            return Classify(active);
        return active is { IsTrue: true } && demand.Unknown is { } metric
            ? new HpaWords(HpaBlindness.Other, "UnknownMetric", $"there is no value of {metric}", null)
            : null;
    }

    private static HpaWords Classify(Condition active)
    {
        var (reason, message) = (active.Reason ?? "", active.Message ?? "");
        if (Request().Match(message) is { Success: true } missing)
        {
            string? Part(string name) => missing.Groups[name] is { Success: true, Value: var value } ? value : null;
            return new HpaWords(HpaBlindness.MissingRequest, reason, message, active.LastTransitionTime, Part("resource"), Part("container"), Part("pod"));
        }

        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        var cause = reason is "InvalidSelector" or "AmbiguousSelector" || Says("by selector") ? HpaBlindness.Selector
            : reason is "FailedGetExternalMetric" or "FailedGetObjectMetric" or "FailedGetPodsMetric" ? HpaBlindness.OtherMetric
            : Says("unable to fetch metrics from resource metrics API") ? HpaBlindness.MetricsApi
            : Says("no metrics returned") || Says("did not receive metrics") ? HpaBlindness.NoSamples
            : HpaBlindness.Other;
        return new HpaWords(cause, reason, message, active.LastTransitionTime);
    }

    [GeneratedRegex(@"missing request for (?<resource>[a-z-]+)(?: in container (?<container>\S{1,253}) of Pod (?<pod>\S{1,253}))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Request();
}
