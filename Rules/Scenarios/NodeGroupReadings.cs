using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>What scenario 6 reads of a node group again and again, and the words for it.</summary>
internal sealed class NodeGroupReadings(Judging judging)
{
    public Reading Nodes { get; } = judging.Read(Known.NodeGroup.Nodes);

    public Reading Bad { get; } = judging.Read(Known.NodeGroup.Bad);

    public Reading Missing { get; } = judging.Read(Known.NodeGroup.Missing);

    public Reading Pressed { get; } = judging.Read(Known.NodeGroup.Pressed);

    public Reading Waiting { get; } = judging.Read(Known.NodeGroup.Unschedulable);

    public Reading Affected { get; } = judging.Read(Known.NodeGroup.PodsAffected);

    /// <summary>Which trouble it is, in the words of the runbook's conditions: what says most about the fix comes first.</summary>
    public string Variant(double most)
    {
        bool Mostly(string what) => Number(Bad[what]) >= most * Bad.Value;
        return Bad.Value > 0
            ? Mostly("unjoined") ? "unjoined"
                : judging.Read(Known.NodeGroup.ZonesLost).Value > 0 || Bad.Value >= Nodes.Value - Number(Nodes["planned"]) ? "groupLost"
                : Mostly("runtime") ? "runtimeDown"
                : Mostly("silent") ? "kubeletLost" : "notReady"
            : Missing.Value > 0 ? "gone" : Pressed.Value > 0 ? "pressure" : "capacity";
    }

    public string Sentence(string variant) => variant switch
    {
        "unjoined" => $"{Failing} started and never became ready{Fate}",
        "groupLost" => judging.Read(Known.NodeGroup.ZonesLost)["zones"] is { Length: > 0 } zones ? $"{Failing} fail, all that it has in {zones}{Fate}" : $"{Failing} fail, all that it has{Fate}",
        "runtimeDown" => $"{Failing} report that their container runtime is down{Fate}",
        "kubeletLost" => $"{Failing} stopped reporting{Fate}",
        "notReady" => $"{Failing} are not ready ({Bad["reasons"]}){Fate}",
        "gone" => $"{Phrases.Of(Missing.Value ?? 0, Nodes.Value + Missing.Value, "nodes")} went away and were not replaced",
        "pressure" => $"{Phrases.Of(Pressed.Value ?? 0, Nodes.Value, "nodes")} under pressure ({Pressed["conditions"]})",
        _ => $"{Phrases.Count(Waiting.Value ?? 0, "pod finds", "pods find")} no node: {Phrases.Short(Waiting["reasons"], 120)}",
    };

    /// <summary>A count from a detail; 0 when it is not there, as details name only what there is.</summary>
    public static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private string Failing => Phrases.Of(Bad.Value ?? 0, Nodes.Value, "nodes");

    /// <summary>What became of the pods.</summary>
    private string Fate => (Affected.Value, judging.Read(Known.NodeGroup.Rescheduled).Value) switch
    {
        (null or 0, _) => "",
        ({ } pods, null or 0) => $"; {Phrases.Count(pods, "pod", "pods")} affected",
        ({ } pods, { } elsewhere) => string.Create(CultureInfo.InvariantCulture, $"; {elsewhere * pods:0} of {pods:0} affected pods run elsewhere again"),
    };
}
