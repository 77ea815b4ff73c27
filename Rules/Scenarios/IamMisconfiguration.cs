using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 9.</summary>
/// <param name="ChangedWithin">How long ago an account's annotation may have changed to be the suspect.</param>
/// <param name="VagueShare">What a denial counts that names neither role nor action, 0 to 1.</param>
public sealed record IamLimits(TimeSpan ChangedWithin, double VagueShare);

/// <summary>
/// Scenario 9, as far as Kubernetes tells it: programs that AWS denies something, and pods that do not have the role that their
/// account names. IAM's own log and rules are not read here; what they would add has no value.
/// </summary>
public sealed class IamMisconfiguration() : Scenario<IamLimits>(9)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.ServiceAccount];

    public override IReadOnlyList<string> Placeholders { get; } =
        ["context", "cluster", "region", "namespace", "kind", "workload", "pod", "serviceAccount", "role", "roleArn", "policyArn", "policyVersion", "action", "resource"];

    public override string Calm(Scope scope, ISignals signals)
    {
        var (accounts, pods) = Total(scope, signals, Known.Iam.Pods);
        return $"no denial by AWS in {Phrases.Count(pods, "pod", "pods")} of {Phrases.Count(accounts, "service account", "service accounts")}";
    }

    protected override void Judge(Judging judging, IamLimits limits)
    {
        var denied = judging.Read(Known.Iam.DeniedWorkloads);
        var pods = judging.Read(Known.Iam.Pods).Value;
        var wrong = judging.Read(Known.Iam.WrongRolePods);
        var invalid = judging.Read(Known.Iam.RoleInvalid);
        judging.Symptom("deniedWorkloads", denied.Value, denied.Value switch { null => "not known", 0 => "none", _ => denied["workloads"] ?? "" }, Known.Iam.DeniedWorkloads);
        judging.Symptom("withoutRole", wrong.Value == 0 ? 0 : Phrases.Share(wrong.Value, pods), wrong.Value is { } some ? Phrases.Of(some, pods, "pods") : "not known", Known.Iam.WrongRolePods);
        judging.Symptom("invalidRole", invalid.Value, invalid.Value switch { null => "it names no role", > 0 => $"“{Phrases.Short(invalid["role"], 100)}”", _ => "no" }, Known.Iam.RoleInvalid);
        // Also when it is over: what heals after it is still explained by it for a while.
        judging.Covers(Kinds.Workloads.SelectMany(kind => judging.Signals.Resources(judging.Subject.Scope, kind)).Where(workload => Suffers(judging, workload)));
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: no denial by AWS");
            return;
        }

        var change = judging.Read(Known.Iam.RoleChanged);
        SayCauses(judging, limits, denied, wrong, invalid, change);
        SayLookAlikes(judging, denied);
        SayNames(judging, denied, wrong, invalid, change);
        judging.Onset(new[] { denied["since"], wrong["since"] }.Select(Phrases.Time).Min());
        judging.Headline($"{judging.Subject.Name}: {Sentence(denied, pods, wrong, invalid)}{Suspect(limits, change)}");
    }

    private static void SayCauses(Judging judging, IamLimits limits, Reading denied, Reading wrong, Reading invalid, Reading change)
    {
        var definite = denied["rule"] is "R1" or "R2" or "R3" or "R4";
        judging.Cause("denialDecoded", denied.Value > 0 ? definite ? 1 : limits.VagueShare : null, denied.Value > 0 ? $"“{Phrases.Short(denied["message"], 300)}”" : "no program has said so");
        var mismatch = wrong.Value > 0 || invalid.Value > 0;
        judging.Cause("roleMismatch", mismatch ? 1 : null, wrong.Value > 0
            ? wrong["code"] == "I1" ? $"{wrong["pod"]} has no role at all" : $"{wrong["pod"]} has {wrong["podRole"]}"
            : mismatch ? "what the account names is no ARN of a role" : invalid.Known ? "the pods have the role that the account names" : "the account names no role");
        judging.Cause("annotationChanged", Recent(limits, change) ? 1 : null, change.Value is { } seconds
            ? $"{Phrases.Span(seconds)} ago, from {change["before"] ?? "none"} to {change["after"] ?? "none"}"
            : "not seen to change");
        var node = OfNode(denied);
        judging.Cause("nodeRoleUsed", node ? 1 : null, node ? $"the session {denied["session"]} is a node's: the pod got no role of its own" : "no session of a node in the denial");
        judging.Cause("policyChanged", null, "the log of IAM is not read");
        judging.Cause("simulationDenies", null, "IAM itself is not asked");
    }

    private static void SayLookAlikes(Judging judging, Reading denied)
    {
        judging.RuleOut("throttling", "a call that is throttled is not counted as a denial", instead: false);
        var expired = denied["rule"] == "R5";
        judging.RuleOut("clock", expired ? "the credentials ran out or the clock is wrong: no right is missing" : "no word of expired credentials", expired);
        judging.RuleOut("network", "a connection that fails is not counted as a denial", instead: false);
        judging.RuleOut("rbac", "a refusal by Kubernetes itself is not counted as a denial", instead: false);
        judging.RuleOut("imagePull", "these programs have started: their images are there", instead: false);
    }

    private static void SayNames(Judging judging, Reading denied, Reading wrong, Reading invalid, Reading change)
    {
        var subject = judging.Subject;
        var where = denied["pod"] is null ? wrong : denied;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("namespace", subject.Namespace);
        judging.Value("serviceAccount", subject.Name);
        foreach (var name in (string[])["kind", "workload", "pod"])
            judging.Value(name, where[name]);
        judging.Value("action", denied["action"]);
        judging.Value("resource", denied["resource"]);
        var named = invalid["role"];
        judging.Value("role", denied["role"] ?? named?[(named.LastIndexOf('/') + 1)..]);
        // The role that it should have is the one from before, where a change was seen.
        judging.Value("roleArn", change["before"] ?? (invalid.Value > 0 ? wrong["podRole"] : named));
    }

    private static string Sentence(Reading denied, double? pods, Reading wrong, Reading invalid) => denied["rule"] switch
    {
        "R4" => $"AWS denies {denied["action"]} to role {denied["role"]} ({denied["workloads"]})",
        "R1" => $"AWS does not let {denied["workloads"]} take role {NameOf(invalid["role"])}",
        "R2" => $"AWS knows no identity provider for this cluster ({denied["workloads"]})",
        "R3" => $"AWS does not accept the audience of the token ({denied["workloads"]})",
        "R5" => $"the credentials of {denied["workloads"]} have run out",
        "R6" => $"{denied["workloads"]} found no credentials at all",
        "R7" => $"AWS denies {denied["workloads"]} something",
        _ when invalid.Value > 0 => "it names no valid role",
        _ => $"{Phrases.Of(wrong.Value ?? 0, pods, "pods")} do not have the role that it names",
    };

    private static string Suspect(IamLimits limits, Reading change) => Recent(limits, change)
        ? string.Create(CultureInfo.InvariantCulture, $"; the account names {NameOf(change["after"])} since {Phrases.Time(change["at"]):HH:mm:ss} UTC, before {NameOf(change["before"])}")
        : "";

    private static bool Recent(IamLimits limits, Reading change) => change.Value <= limits.ChangedWithin.TotalSeconds;

    /// <summary>A session that has the name of an instance, <c>i-0abc12</c>: the node's own.</summary>
    private static bool OfNode(Reading denied) => denied["session"] is ['i', '-', _, ..] session && session.Skip(2).All(char.IsAsciiHexDigit);

    private static string NameOf(string? arn) => arn is null ? "no role" : arn[(arn.LastIndexOf('/') + 1)..];

    private static bool Suffers(Judging judging, Resource workload) => workload.Namespace == judging.Subject.Namespace
        && judging.Signals.Read(Known.Iam.WorkloadPods, workload)["accounts"]?.Split('\n').Contains(judging.Subject.Name, StringComparer.Ordinal) == true;
}
