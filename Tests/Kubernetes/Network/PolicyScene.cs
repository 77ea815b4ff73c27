using System.Net;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Network;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

/// <summary>Two namespaces, a caller and a called pod, and policies as people write them.</summary>
internal static class PolicyScene
{
    /// <summary>The caller: <c>shop/cart</c>.</summary>
    public static readonly Peer Cart = Pod("shop", "app=cart", "10.0.1.7");

    /// <summary>The called: <c>payments/pay</c>, which listens on 8080 under the name http, and on UDP 53 under the name dns.</summary>
    public static readonly Peer Pay = Pod("payments", "app=pay,tier=back", "10.0.2.9", new ContainerPort { Name = "http", Number = 8080 }, new ContainerPort { Name = "dns", Number = 53, Protocol = "UDP" });

    private static readonly Dictionary<string, Dictionary<string, string>> Namespaces = new()
    {
        ["shop"] = Labels("kubernetes.io/metadata.name=shop,team=storefront"),
        ["payments"] = Labels("kubernetes.io/metadata.name=payments,team=payments"),
    };

    public static Peer Pod(string @namespace, string labels, string address, params ContainerPort[] ports) => new(@namespace, Labels(labels), IPAddress.Parse(address), false, ports);

    public static NetworkPolicy Policy(string @namespace, string spec, string name = "p", string changed = "2026-03-02T09:00:00Z") =>
        JsonSerializer.Deserialize($$"""{"metadata":{"name":"{{name}}","namespace":"{{@namespace}}","uid":"{{name}}","creationTimestamp":"{{changed}}"},"spec":{{spec}}}""", NetworkJson.Default.NetworkPolicy)!;

    public static PolicyEvaluator Of(params NetworkPolicy[] policies) => new(policies, name => Namespaces.GetValueOrDefault(name));

    /// <summary>Whether cart reaches pay on TCP 8080 under one policy in the namespace of pay, or of cart.</summary>
    public static bool Reaches(string @namespace, string spec, int port = 8080, string protocol = "TCP") => Of(Policy(@namespace, spec)).Judge(Cart, Pay, port, protocol).IsAllowed;

    public static Dictionary<string, string> Labels(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}
