using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 5.</summary>
/// <param name="PolicyWindow">A call that became forbidden this soon after a policy changed is laid to that change.</param>
/// <param name="LookAlikeShare">The share of unready pods, 0 to 1, from which their own reason is the reason.</param>
/// <param name="DebugImage">The image of the container that the runbook puts beside a caller.</param>
public sealed record PodToPodLimits(TimeSpan PolicyWindow, double LookAlikeShare, string DebugImage);

/// <summary>
/// Scenario 5: pods cannot reach each other. The API shows no packet: endpoints that are gone are <em>seen</em>, and what a network
/// policy forbids is <em>inferred</em>. The headline says which, and what is only inferred is never worse than degraded.
/// Endpoints that are gone because their pods crash, wait for an image or sit on dead nodes belong to the scenarios that say
/// so: here they match weakly, and are a consequence.
/// </summary>
public sealed class PodToPodFailure() : Scenario<PodToPodLimits>(5)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Service, Kinds.Cluster];

    public override IReadOnlyList<string> Placeholders { get; } =
    [
        "context", "cluster", "region", "namespace", "service", "selector", "workload", "kind", "pod", "port",
        "caller", "callerNamespace", "callerPod", "policy", "policyNamespace", "debugImage", "variant",
    ];

    public override string Calm(Scope scope, ISignals signals)
    {
        var services = signals.Resources(scope, Kinds.Service);
        double Sum(Signal signal) => services.Sum(service => signals.Read(signal, service).Value ?? 0);
        var calls = Sum(Known.Endpoints.Calls);
        var endpoints = $"{Phrases.Count(services.Count, "service has", "services have")} {Phrases.Count(Sum(Known.Endpoints.Ready), "ready endpoint", "ready endpoints")}";
        // Endpoints can be judged without the right to read policies; the sentence must not sound as if they were read.
        if (signals.Coverage(scope, Streams.NetworkPolicies).Freshness >= Freshness.Stale)
            return $"{endpoints}; network policies are not known";
        return calls == 0 ? endpoints : $"{endpoints}; {Phrases.Of(calls - Sum(Known.Endpoints.Blocked), calls, "declared calls")} are allowed";
    }

    /// <summary>A reading as long as its streams deliver: what nobody reads any more switches off what needs it, and nothing else.</summary>
    internal static Reading Current(Judging judging, Signal signal)
    {
        var reading = judging.Read(signal);
        return reading.Coverage.Freshness < Freshness.Lost ? reading : reading with { Value = null };
    }

    protected override void Judge(Judging judging, PodToPodLimits limits)
    {
        if (judging.Subject.Kind == Kinds.Cluster)
            ClusterPaths.Judge(judging, limits);
        else
            ServicePath.Judge(judging, limits);
    }
}
