using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>What is said of a group from its nodes alone.</summary>
internal static class GroupSamples
{
    private const int MostRows = 24;
    private const int ZoneAtLeast = 2;

    public static void Nodes(SampleList samples, string group, IReadOnlyList<NodeView> nodes, IReadOnlyList<NodeMemory> missing, ClusterNodes whole)
    {
        var bad = nodes.Where(view => view.Word == NodeWord.Bad).OrderBy(view => view.Since ?? DateTimeOffset.MaxValue).ThenBy(view => view.Name, StringComparer.Ordinal).ToList();
        var planned = nodes.Where(view => view.Word == NodeWord.Planned).ToList();
        samples.Add(Known.NodeGroup.Nodes, nodes.Count, samples.Words()
            .Add("planned", planned.Count)
            .Add("starting", nodes.Count(view => view.Word == NodeWord.Starting))
            .Add("ready", nodes.Count(view => view.Word == NodeWord.Ready))
            .Add("zones", Tallies.Of(nodes.Select(view => view.Zone)))
            .Add("label", nodes.Select(view => view.Label).FirstOrDefault()));
        samples.Add(Known.NodeGroup.Bad, bad.Count, bad.Count == 0 && missing.Count == 0 ? null : BadWords(samples, nodes, bad));
        samples.Add(Known.NodeGroup.BadRatio, bad.Count / (double)Math.Max(1, nodes.Count - planned.Count));
        var zones = nodes.Where(view => view.Word != NodeWord.Planned && view.Zone.Length > 0).GroupBy(view => view.Zone, StringComparer.Ordinal)
            .Where(zone => zone.Count() >= ZoneAtLeast && zone.All(view => view.Word == NodeWord.Bad)).Select(zone => zone.Key).ToList();
        samples.Add(Known.NodeGroup.ZonesLost, zones.Count, samples.Words().Names("zones", zones));
        var oldest = nodes.Where(view => view is { Word: NodeWord.Bad or NodeWord.Ready, LeaseAge: not null }).MaxBy(view => view.LeaseAge);
        samples.Add(Known.NodeGroup.LeaseAge, oldest?.LeaseAge is { } age ? Math.Floor(age.TotalSeconds) : null, samples.Words().Add("node", oldest?.LeaseAge > NodeLeases.Every * 2 ? oldest.Name : null));
        samples.Add(Known.NodeGroup.Missing, missing.Count, samples.Words()
            .Names("names", missing.Select(node => node.Name))
            .Add("since", missing.Min(node => node.BadAt?.Wall ?? node.Gone?.Wall)));
        samples.Add(Known.NodeGroup.Planned, planned.Count, samples.Words().Names("names", planned.Select(view => view.Name)).Add("why", Tallies.Of(planned.Select(view => view.Why ?? ""))));
        samples.Add(Known.NodeGroup.SilentShare, whole.All.Count == 0 ? null : whole.Silent.Count / (double)whole.All.Count,
            whole.Silent.Count == 0 ? null : samples.Words().Add("places", whole.Places).Add("spread", (long)Tallies.Spread(whole.Silent)));
        samples.Add(Known.NodeGroup.OthersBad, whole.OthersBad(group));
    }

    private static Details BadWords(SampleList samples, IReadOnlyList<NodeView> nodes, List<NodeView> bad)
    {
        var first = bad.FirstOrDefault();
        return samples.Words()
            .Names("names", bad.Select(view => view.Name))
            .Names("zones", bad.Select(view => view.Zone).Where(zone => zone.Length > 0))
            .Add("reasons", Tallies.Of(bad.Select(view => view.Why ?? "")))
            .Add("since", first?.Since)
            .Add("node", first?.Name)
            .Add("instance", first is null ? null : NodeMarks.Instance(first.Node))
            .Add("message", first is { Condition: { IsTrue: false } condition } ? condition.Message : null)
            .Add("silent", bad.Count(view => view.Silent))
            .Add("runtime", bad.Count(view => view.RuntimeDown))
            .Add("unjoined", bad.Count(view => view.Unjoined))
            .Add("network", bad.Count(view => view.NetworkMissing))
            .Add("table", string.Join('\n', nodes.OrderBy(view => view.Word).ThenBy(view => view.Zone, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal).Take(MostRows).Select(Row)));
    }

    private static string Row(NodeView view) => string.Join('|',
        new[]
        {
            view.Name, view.Zone, view.Word.ToString().ToLowerInvariant(), view.Why ?? "",
            view.LeaseAge?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) ?? "",
            view.Since is { } since ? Details.Iso(since) : "",
        }.Select(cell => cell.Replace('|', '/').ReplaceLineEndings(" ")));
}
