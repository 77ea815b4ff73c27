using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Scenario 5 for one Service: has it endpoints, and may those call it who must?</summary>
internal static class ServicePath
{
    public static void Judge(Judging judging, PodToPodLimits limits)
    {
        var ready = judging.Read(Known.Endpoints.Ready);
        var empty = judging.Read(Known.Endpoints.Empty);
        var drop = judging.Read(Known.Endpoints.Drop);
        var blocked = PodToPodFailure.Current(judging, Known.Endpoints.Blocked);
        var expected = judging.Read(Known.Endpoints.Expected).Value;
        var seen = judging.Symptom("emptyService", empty.Value, empty.Value is null ? "not known" : Phrases.Of(ready.Value ?? 0, expected, "endpoints ready"), Known.Endpoints.Empty) > 0;
        seen |= judging.Symptom("endpointDrop", drop.Value, drop["before"] is { } before ? $"{ready.Value:0} ready, {before} before" : "none lost", Known.Endpoints.Drop) > 0;
        if (PodToPodFailure.Current(judging, Known.Endpoints.Calls).Value is { } calls)
            judging.Symptom("blockedCalls", Phrases.Share(blocked.Value, calls), Phrases.Of(blocked.Value ?? 0, calls, "declared calls"), Known.Endpoints.Blocked);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: {Phrases.Of(ready.Value ?? 0, expected, "endpoints")} ready");
            return;
        }

        var variant = Variant(judging, seen);
        SayCauses(judging, limits, seen, blocked);
        SayLookAlikes(judging, limits, seen, ready);
        SayNames(judging, limits, variant, ready, blocked);
        judging.Onset(Phrases.Time(seen ? empty["since"] ?? drop["since"] : blocked["changedAt"] ?? blocked["since"]));
        if (seen)
            judging.Covers(Behind(judging.Subject, ready["workloads"]));
        judging.Headline(seen ? Seen(judging, variant, ready, empty) : Inferred(judging, blocked));
    }

    /// <summary>The resources of workloads that a detail names as <c>deployment/web</c>.</summary>
    public static IEnumerable<Resource> Behind(Resource subject, string? workloads) => (workloads ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('/')).Where(parts => parts.Length == 2)
        .Select(parts => subject.Sibling(parts[0], parts[1]));

    private static string Variant(Judging judging, bool seen)
    {
        double Share(Signal signal) => judging.Read(signal).Value ?? 0;
        if (!seen)
            return "policy";
        if (Share(Known.Endpoints.SelectorMismatch) > 0)
            return "selector";
        if (Share(Known.Endpoints.PortMissing) > 0)
            return "port";
        if (!judging.Read(Known.Endpoints.UnreadyRunning).Known)
            return judging.Read(Known.Endpoints.SelectorMismatch).Known ? "unknown" : "noPods";
        var (variant, share) = new[]
        {
            ("readiness", Share(Known.Endpoints.UnreadyRunning)), ("crash", Share(Known.Endpoints.UnreadyCrashing)),
            ("image", Share(Known.Endpoints.UnreadyPulling)), ("nodes", Share(Known.Endpoints.UnreadyOnBadNodes)),
        }.MaxBy(one => one.Item2);
        return share > 0 ? variant : "starting";
    }

    private static void SayCauses(Judging judging, PodToPodLimits limits, bool seen, Reading blocked)
    {
        judging.Cause("observed", seen ? 1 : 0, seen ? "its EndpointSlices lost their ready addresses" : "inferred from the policies alone: the API shows no packet, and no endpoint is missing");
        if (seen)
        {
            var selector = judging.Read(Known.Endpoints.SelectorMismatch);
            judging.Cause("selectorMismatch", selector.Value, selector.Value switch
            {
                null => "there are no pods that it could find",
                > 0 => Mismatch(selector),
                _ => "its selector finds pods",
            });
            var port = judging.Read(Known.Endpoints.PortMissing);
            judging.Cause("portMissing", port.Value, port.Value switch
            {
                null => "it sends to no named port, or there are no pods",
                > 0 => $"no pod has a port named {port["port"]}; they have {port["found"] ?? "none"}",
                _ => "its pods have the port",
            });
            var running = judging.Read(Known.Endpoints.UnreadyRunning);
            var noPods = !running.Known && !selector.Known;
            judging.Cause("podsRun", noPods ? 0 : running.Value, noPods ? "there are no pods at all" : running.Value is { } share
                ? $"{share.ToString("P0", CultureInfo.InvariantCulture)} of the {running["unready"]} unready pods run{Words(running)}"
                : "no pod is unready");
        }

        if (blocked.Value is not > 0)
            return;
        judging.Cause("policyForbids", 1, blocked["why"] ?? "no rule of the policies allows it");
        var change = judging.Read(Known.Endpoints.PolicyChangeToBlock);
        judging.Cause("policyChanged", change.Value is { } seconds ? (seconds <= limits.PolicyWindow.TotalSeconds ? 1 : 0) : null, change.Value is { } after
            ? $"the call was allowed, and was forbidden {Phrases.Span(after)} after {blocked["policyNamespace"]}/{blocked["policy"]} changed"
            : "the call was not seen while it was allowed");
    }

    private static void SayLookAlikes(Judging judging, PodToPodLimits limits, bool seen, Reading ready)
    {
        // Endpoints are gone whatever the reason is, and the table of explanations says whose consequence that is. But where no scenario
        // could own the crash, calling it a failure between pods would hide it.
        void Other(string key, Signal signal, string some, string none) => judging.RuleOut(key, judging.Read(signal).Value switch
        {
            > 0 and var share => $"{share.ToString("P0", CultureInfo.InvariantCulture)} of the unready pods {some}",
            _ => none,
        }, instead: false);

        Other("crash", Known.Endpoints.UnreadyCrashing, "crash: then this is a consequence", "none of its pods crashes");
        Other("imagePull", Known.Endpoints.UnreadyPulling, "wait for an image: then this is a consequence", "none of its pods waits for an image");
        Other("nodes", Known.Endpoints.UnreadyOnBadNodes, "sit on ailing nodes or on none: then this is a consequence", "its pods' nodes are well");
        if (!seen)
            return;
        var own = judging.Read(Known.Endpoints.UnreadyCrashing).Value >= limits.LookAlikeShare && Behind(judging.Subject, ready["workloads"]).All(workload => IsOwnCrash(judging, workload));
        judging.RuleOut("ownCrash", own ? "its pods crash, and no ConfigMap that they read changed" : "its pods do not all crash, or their configuration changed before", own);
        judging.RuleOut("scaledToZero", "its workloads ask for pods", instead: false);
        if (PodToPodFailure.Current(judging, Known.Endpoints.Blocked).Value == 0)
            judging.RuleOut("policy", "the policies allow every declared call to it", instead: false);
    }

    private static bool IsOwnCrash(Judging judging, Resource workload)
    {
        var change = judging.Signals.Read(Known.Crash.ChangeToCrash, workload);
        return change.Coverage.Freshness < Freshness.Stale && change.Value is not >= 0 && judging.Signals.Read(Known.Crash.MissingReference, workload).Value is not > 0;
    }

    private static void SayNames(Judging judging, PodToPodLimits limits, string variant, Reading ready, Reading blocked)
    {
        var subject = judging.Subject;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("namespace", subject.Namespace);
        var behind = Behind(subject, ready["workloads"]).FirstOrDefault();
        judging.Value("workload", behind?.Name);
        judging.Value("kind", behind?.Kind);
        judging.Value("service", subject.Name);
        judging.Value("selector", ready["selector"]);
        judging.Value("port", blocked["port"] ?? ready["ports"]?.Split(',')[0]);
        judging.Value("pod", judging.Read(Known.Endpoints.UnreadyRunning)["pod"]);
        judging.Value("caller", blocked["caller"]?.Split('/')[^1]);
        judging.Value("callerNamespace", blocked["callerNamespace"]);
        judging.Value("callerPod", blocked["callerPod"]);
        judging.Value("policy", blocked["policy"]);
        judging.Value("policyNamespace", blocked["policyNamespace"]);
        judging.Value("debugImage", limits.DebugImage);
        judging.Value("variant", variant);
        judging.Value("map", judging.Read(Known.Endpoints.Calls)["map"] ?? Cut(ready));
    }

    /// <summary>Those who call it, when there is nobody left to evaluate a call to.</summary>
    private static string Cut(Reading ready) =>
        string.Join('\n', (ready["callers"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(caller => $"{caller}||no endpoint|||"));

    private static string Seen(Judging judging, string variant, Reading ready, Reading empty)
    {
        var name = judging.Subject.Name;
        var what = empty.Value > 0
            ? $"{name}: no ready endpoint{(empty["before"] is { } before and not "0" ? $", {before} before" : "")} (seen)"
            : $"{name}: {Phrases.Of(ready.Value ?? 0, judging.Read(Known.Endpoints.Expected).Value, "endpoints")} ready (seen)";
        var running = judging.Read(Known.Endpoints.UnreadyRunning);
        return $"{what}: " + variant switch
        {
            "selector" => Mismatch(judging.Read(Known.Endpoints.SelectorMismatch)),
            "port" => $"no pod has a port named {judging.Read(Known.Endpoints.PortMissing)["port"]}",
            "readiness" => $"{running["unready"]} pods run, but their readiness probe fails",
            "crash" => "its pods crash",
            "image" => "its pods wait for an image",
            "nodes" => "its pods sit on ailing nodes, or on none",
            "starting" => "its pods have not started yet",
            "noPods" => "it has no pods",
            _ => "its pods are ready, and nothing made endpoints of them",
        };
    }

    private static string Inferred(Judging judging, Reading blocked)
    {
        var more = blocked.Value > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {blocked.Value - 1:0} more") : "";
        return $"{blocked["caller"]} → {judging.Subject.Name}:{blocked["port"]}{more} is forbidden by NetworkPolicy {blocked["policyNamespace"]}/{blocked["policy"]} ({blocked["side"]}; inferred, no failure seen)";
    }

    private static string Mismatch(Reading selector) => selector["found"] is { } found
        ? $"its selector {selector["label"]}={selector["wanted"]} finds no pod; {selector["pods"]} have {selector["label"]}={found}"
        : $"its selector {selector["label"]}={selector["wanted"]} finds no pod; {selector["pods"]} lack that label";

    private static string Words(Reading running) => running["message"] is { } message ? $": “{Phrases.Short(message)}”" : "";
}
