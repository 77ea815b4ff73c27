using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Endpoints and policies.</summary>
internal static class NetworkColumns
{
    private const int Shown = 3;

    public static readonly IReadOnlyList<Column> EndpointSlices =
    [
        Columns.Name,
        Column.Text("AddressType", item => item.Text("addressType")),
        Column.Text("Ports", item => Some(item.Items("ports").Select(port => port.Text("port")), "<unset>")),
        Column.Text("Endpoints", item => Some(item.Items("endpoints").Select(endpoint => endpoint.At("addresses")?[0]?.ToString()), "<unset>")),
        Columns.Age,
    ];

    public static readonly IReadOnlyList<Column> Policies =
    [
        Columns.Name,
        Column.Text("Pod-Selector", item => Columns.Pairs(item.At("spec", "podSelector", "matchLabels"))),
        Columns.Age,
    ];

    private static string Some(IEnumerable<string?> texts, string none)
    {
        var all = texts.OfType<string>().ToList();
        return all.Count == 0 ? none : string.Join(',', all.Take(Shown)) + (all.Count > Shown ? $" + {all.Count - Shown} more..." : "");
    }
}
