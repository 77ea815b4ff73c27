namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>From the port that callers use to the port on which a pod listens.</summary>
internal static class TargetPorts
{
    public static string NameOf(ServicePort port) => port.TargetPort is { Length: > 0 } target && target != "0"
        ? target
        : port.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The numbers that a port of a Service means on one pod; none when the name is not on it.</summary>
    public static IEnumerable<int> On(ServicePort port, Peer pod) => pod.Numbers(NameOf(port), port.Protocol ?? Protocols.Tcp);

    /// <summary>Whether the port is a name, which pods may lack.</summary>
    public static bool IsNamed(ServicePort port) => !int.TryParse(NameOf(port), System.Globalization.CultureInfo.InvariantCulture, out _);
}
