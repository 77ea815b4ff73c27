using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components.Wording;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Components.Parts.Charts;

/// <summary>Which charts a resource gets, before any number is read.</summary>
/// <param name="Share">A symptom that is a share of what the signal counts, so that its limits need the whole to be drawn; else null.</param>
/// <param name="Series">Signal, name on the chart, and class of each line.</param>
public sealed record ChartPlan(string Title, string Unit, IReadOnlyList<(string Signal, string Name, string Class)> Series, IReadOnlyList<ChartLimit> Limits, SymptomDetail? Share)
{
    /// <summary>One chart for each signal that a symptom is read from (a yes or no needs none), and one of the replicas when the resource is a workload.</summary>
    public static IReadOnlyList<ChartPlan> Of(Resource resource, IReadOnlyList<SymptomDetail> symptoms)
    {
        var replicas = Kinds.Workloads.Contains(resource.Kind) && resource.Kind is not (Kinds.Pod or Kinds.Job);
        var plans = symptoms.Where(symptom => symptom.Signal is not null && symptom.Unit != "flag" && !(replicas && OfReplicas.Contains(symptom.Signal)))
            .GroupBy(symptom => symptom.Signal!, StringComparer.Ordinal)
            .Select(group => ForSignal(group.Key, [.. group])).ToList();
        if (replicas)
            plans.Add(Replicas);
        return plans;
    }

    private static readonly string[] OfReplicas = [Known.Workload.Ready.Name, Known.Workload.Desired.Name, Known.Workload.Minimum.Name];

    private static readonly ChartPlan Replicas = new(
        "Ready pods against what is asked for", Known.Workload.Ready.Unit,
        [(Known.Workload.Desired.Name, "asked for", "quiet"), (Known.Workload.Minimum.Name, "minimum", "edge"), (Known.Workload.Ready.Name, "ready", "info")],
        [], null);

    private static ChartPlan ForSignal(string name, List<SymptomDetail> symptoms)
    {
        var signal = Known.All.GetValueOrDefault(name);
        var unit = signal?.Unit ?? symptoms[0].Unit;
        var title = signal?.Help ?? symptoms[0].Title;
        // A limit is drawn only in its own unit: a share of the pods is no number of pods.
        var same = symptoms.Where(symptom => symptom.Unit == unit).Take(1).ToList();
        var share = unit == "count" ? symptoms.Find(symptom => symptom.Unit == "ratio") : null;
        return new ChartPlan(title, unit, [(name, "now", "bad")], [.. same.SelectMany(LimitsOf)], share);
    }

    /// <summary>The limits of a share as numbers, once the whole is known from the count and its share; none when it cannot be told.</summary>
    public IReadOnlyList<ChartLimit> ShareLimits(double? count)
    {
        if (Share is not { Value: > 0 } share || count is not > 0)
            return [];
        var whole = Math.Round(count.Value / share.Value.Value);
        if (whole < 1 || Math.Abs(count.Value / whole - share.Value.Value) > 0.01)
            return [];
        return
        [
            new ChartLimit($"degraded ≥ {Amounts.Text(share.Degraded, "ratio")} of {Amounts.Number(whole)}", "warn", share.Degraded * whole, false),
            new ChartLimit($"critical ≥ {Amounts.Text(share.Critical, "ratio")} of {Amounts.Number(whole)}", "crit", share.Critical * whole, false),
        ];
    }

    private static IEnumerable<ChartLimit> LimitsOf(SymptomDetail symptom)
    {
        var lower = symptom.Critical < symptom.Degraded;
        var sign = lower ? "≤" : "≥";
        yield return new ChartLimit($"degraded {sign} {Amounts.Text(symptom.Degraded, symptom.Unit)}", "warn", symptom.Degraded, lower);
        yield return new ChartLimit($"critical {sign} {Amounts.Text(symptom.Critical, symptom.Unit)}", "crit", symptom.Critical, lower);
    }
}
