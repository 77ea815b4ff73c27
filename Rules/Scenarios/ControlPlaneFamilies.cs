using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>One part of a control plane that can be ill by itself.</summary>
/// <param name="Name">In words, as it stands in a sentence.</param>
/// <param name="Strength">0 when well, from 0.5 ill, 1 at its worst.</param>
/// <param name="Since">When it was seen to be ill first; null when well or not known.</param>
internal sealed record Family(string Name, double Strength, DateTimeOffset? Since);

/// <summary>
/// The families of scenario 13, with the strength that the seed's limits give them. What is older than its stream allows is
/// not counted: a cluster that nobody can see looks frozen in every part.
/// </summary>
internal sealed class ControlPlaneFamilies
{
    private const double Ill = Scoring.Severity.AtDegraded;

    private readonly Judging _judging;
    private readonly Family _store;
    private readonly Family _api;
    private readonly Family _controllers;
    private readonly Family _admission;
    private readonly Family _state;
    private readonly IReadOnlyList<Family> _others;

    public ControlPlaneFamilies(Judging judging)
    {
        _judging = judging;
        var store = Say("storeFails", Known.Api.StoreFails);
        var gap = Say("storeGap", Known.Api.StoreGap);
        _store = Of("the store", store, gap);
        _api = Of("the API", Say("serverErrors", Known.Api.ServerErrors), Say("turnedAway", Known.Api.TurnedAway), Say("storeRead", Known.Api.StoreRead));
        var signs = ((double, Reading)[])[Say("idleControllers", Known.ControlPlane.LeaseAge), Say("unreconciled", Known.ControlPlane.Unreconciled),
            Say("unnoticedPods", Known.ControlPlane.Unnoticed), Say("unfilled", Known.ControlPlane.Unfilled)];
        var controllers = Of("the controllers", signs);
        // A leader that is gone and work that is left undone are two signs of the same thing: together they are certain.
        _controllers = signs.Count(sign => sign.Item1 >= Ill) > 1 ? controllers with { Strength = 1 } : controllers;
        _admission = Of("admission", Say("admissionFailures", Known.ControlPlane.WebhookBlocks, reading => Phrases.Number(reading["count"]) ?? reading.Value));
        _state = Of("the objects", Say("objectsLost", Known.ControlPlane.WorkloadsLost));
        _others =
        [
            Of("system pods", Say("systemShort", Known.ControlPlane.SystemShort)),
            Of("nodes", Say("nodesUnknown", Known.ControlPlane.NodesUnknown)),
            Of("aggregated APIs", Say("apisUnavailable", Known.ControlPlane.ApisUnavailable)),
        ];
        All = [.. ((Family[])[_store, _api, _controllers, _admission, _state, .. _others]).Where(family => family.Strength >= Ill).OrderBy(family => family.Since ?? DateTimeOffset.MaxValue)];
    }

    /// <summary>Those that are ill, the first mover first.</summary>
    public IReadOnlyList<Family> All { get; }

    /// <summary>Whether the webhook alone blocks, and nothing else of the control plane is ill.</summary>
    public bool OnlyAdmission => All is [var one] && one == _admission;

    /// <summary>0 to 1: how far what is ill makes this scenario, and not another.</summary>
    public double Share(ClusterCorruptionLimits limits)
    {
        var core = ((Family[])[_store, _controllers, _admission, _state]).Where(family => family.Strength >= Ill).ToList();
        if (core.Count == 0)
            return 0;
        var certain = All.Any(family => family.Strength >= 1);
        if (All.Count >= limits.Families && certain)
            return 1;
        if (_store.Strength >= 1 && _api.Strength >= Ill)
            return limits.StoreShare;
        if (_admission.Strength >= 1)
            return limits.AdmissionShare;
        if (All.Count > 1 && certain)
            return limits.PairShare;
        return core.Any(family => family.Strength >= 1) ? limits.CoreShare : 0;
    }

    private (double Severity, Reading Reading) Say(string key, Signal signal, Func<Reading, double?>? value = null)
    {
        var reading = _judging.Read(signal);
        var fresh = reading.Coverage.Freshness < Freshness.Stale;
        var number = fresh ? value is null ? reading.Value : value(reading) : null;
        var severity = _judging.Symptom(key, number, number is { } known ? Phrases.Amount(known, signal.Unit) : fresh ? "not known" : "too old to count", signal);
        return (severity, reading);
    }

    private static Family Of(string name, params (double Severity, Reading Reading)[] signs)
    {
        var ill = signs.Where(sign => sign.Severity >= Ill).Select(sign => Phrases.Time(sign.Reading["since"])).Where(since => since is not null).ToList();
        return new Family(name, signs.Max(sign => sign.Severity), ill.Count == 0 ? null : ill.Min());
    }
}
