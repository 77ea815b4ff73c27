using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>How a happening is marked on a line of time: a shape, a class and a word.</summary>
public sealed record FactMark(string Icon, string Class, string Word)
{
    /// <param name="kind">One of <see cref="FactKinds"/>, or <c>status</c> for a tile that changed.</param>
    public static FactMark For(string kind) => kind switch
    {
        FactKinds.ConfigMapChanged => new("●", "mark-config", "config"),
        FactKinds.RolloutStarted => new("◆", "mark-deploy", "rollout"),
        FactKinds.RolloutFinished => new("◇", "mark-deploy", "rollout done"),
        FactKinds.Scaled => new("↕", "mark-deploy", "scaled"),
        FactKinds.OutageStarted => new("▶", "mark-sandbox", "outage started"),
        FactKinds.OutageStopped => new("◼", "mark-sandbox", "outage stopped"),
        FactKinds.CollectorGap => new("∅", "mark-gap", "gap"),
        "status" => new("▲", "mark-status", "status"),
        _ => new("·", "mark-other", kind),
    };
}
