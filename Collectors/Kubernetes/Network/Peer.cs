using System.Net;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>One end of a call, as network policies see it.</summary>
/// <param name="Namespace">Empty for what is no pod.</param>
/// <param name="Address">Null when it is not known yet.</param>
/// <param name="HostNetwork">It is its node as far as policies are concerned: no selector finds it, only a range of addresses.</param>
/// <param name="Ports">What its containers say they listen on: for named ports.</param>
public sealed record Peer(string Namespace, IReadOnlyDictionary<string, string> Labels, IPAddress? Address, bool HostNetwork, IReadOnlyList<ContainerPort> Ports)
{
    /// <summary>A pod.</summary>
    public static Peer Of(Pod pod) => new(
        pod.Metadata.Namespace,
        pod.Metadata.Labels,
        IPAddress.TryParse(pod.Status.Address, out var address) ? address : null,
        pod.Spec.HostNetwork,
        [.. pod.Spec.Containers.SelectMany(container => container.Ports)]);

    /// <summary>Something outside of all namespaces.</summary>
    public static Peer Outside(IPAddress address) => new("", ObjectMeta.None.Labels, address, true, []);

    /// <summary>The numbers that a port of a policy or a Service means on this pod: a name may be on it more than once, or not at all.</summary>
    public IEnumerable<int> Numbers(string port, string protocol) => int.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? [number]
        : Ports.Where(one => one.Name == port && Protocols.Same(one.Protocol, protocol)).Select(one => one.Number);
}

/// <summary>Protocols, of which TCP is the one that goes without saying.</summary>
internal static class Protocols
{
    public const string Tcp = "TCP";
    public const string Udp = "UDP";

    public static bool Same(string? one, string? other) => (one ?? Tcp) == (other ?? Tcp);
}
