using System.Net;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Which way a policy looks at a call.</summary>
public enum PolicyDirection
{
    /// <summary>Into the called pod.</summary>
    Ingress,

    /// <summary>Out of the calling pod.</summary>
    Egress,
}

/// <summary>What the policies say of one call.</summary>
/// <param name="Direction">The side that forbids it, egress before ingress; null when it is allowed.</param>
/// <param name="By">The policies that isolate that side and have no rule for the call, newest first; empty when it is allowed.</param>
public sealed record PolicyVerdict(PolicyDirection? Direction, IReadOnlyList<NetworkPolicy> By)
{
    public static readonly PolicyVerdict Allowed = new(null, []);

    public bool IsAllowed => Direction is null;
}

/// <summary>
/// Says what <c>networking.k8s.io/v1</c> policies mean: deterministic, and no more than meant, as the API shows no packet.
/// Always asked with the pods and the port that the pod listens on, never with a Service's address or port. Answers go back
/// unasked, and probes from the node are exempt in every network plugin that we know.
/// </summary>
/// <param name="labelsOf">The labels of a namespace; null when it is not known, and then it has only its name.</param>
public sealed class PolicyEvaluator(IEnumerable<NetworkPolicy> policies, Func<string, IReadOnlyDictionary<string, string>?> labelsOf)
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string Ingress = "Ingress";
    private const string Egress = "Egress";

    private readonly ILookup<string, NetworkPolicy> _policies = policies.ToLookup(policy => policy.Metadata.Namespace, StringComparer.Ordinal);

    /// <summary>Whether a call gets through: the caller's side must let it out, and the called side must let it in.</summary>
    /// <param name="port">On which the called pod listens.</param>
    public PolicyVerdict Judge(Peer from, Peer to, int port, string protocol)
    {
        var leaving = JudgeEgress(from, to, port, protocol);
        return leaving.IsAllowed ? JudgeIngress(from, to, port, protocol) : leaving;
    }

    /// <summary>The caller's side alone.</summary>
    public PolicyVerdict JudgeEgress(Peer from, Peer to, int port, string protocol) => Judge(PolicyDirection.Egress, from,
        policy => policy.Spec.Egress?.Any(rule => Meets(rule.To, to, policy) && Opens(rule.Ports, to, port, protocol)) == true);

    /// <summary>The called side alone.</summary>
    public PolicyVerdict JudgeIngress(Peer from, Peer to, int port, string protocol) => Judge(PolicyDirection.Ingress, to,
        policy => policy.Spec.Ingress?.Any(rule => Meets(rule.From, from, policy) && Opens(rule.Ports, to, port, protocol)) == true);

    /// <summary>The policies that isolate a pod in one direction; none: everything is allowed that way.</summary>
    public IReadOnlyList<NetworkPolicy> Isolating(Peer pod, PolicyDirection direction) => pod.HostNetwork
        ? []
        : [.. _policies[pod.Namespace].Where(policy => Speaks(policy.Spec, direction) && policy.Spec.PodSelector.Matches(pod.Labels))];

    /// <summary>Whether a policy isolates in a direction. Without types it is ingress, and egress when there are rules for that.</summary>
    public static bool Speaks(PolicySpec spec, PolicyDirection direction) => spec.PolicyTypes is { Count: > 0 } types
        ? types.Contains(direction == PolicyDirection.Ingress ? Ingress : Egress, StringComparer.Ordinal)
        : direction == PolicyDirection.Ingress || spec.Egress is { Count: > 0 };

    /// <summary>Whether a namespace selector finds a namespace.</summary>
    public bool Finds(LabelSelector selector, string @namespace) =>
        selector.Matches(labelsOf(@namespace) ?? new Dictionary<string, string>(StringComparer.Ordinal) { [NameLabel] = @namespace });

    private PolicyVerdict Judge(PolicyDirection direction, Peer isolated, Func<NetworkPolicy, bool> allows)
    {
        var isolating = Isolating(isolated, direction);
        return isolating.Count == 0 || isolating.Any(allows)
            ? PolicyVerdict.Allowed
            : new PolicyVerdict(direction, [.. isolating.OrderByDescending(policy => policy.Meta.Changed).ThenBy(policy => policy.Metadata.Name, StringComparer.Ordinal)]);
    }

    private bool Meets(IReadOnlyList<PolicyPeer>? peers, Peer other, NetworkPolicy policy) =>
        peers is null or { Count: 0 } || peers.Any(peer => Meets(peer, other, policy.Metadata.Namespace));

    private bool Meets(PolicyPeer peer, Peer other, string home)
    {
        if (peer.IpBlock is { } block)
            return Holds(block, other.Address);
        if (other.HostNetwork || (peer.PodSelector is null && peer.NamespaceSelector is null))
            return false;
        var place = peer.NamespaceSelector is { } spaces ? Finds(spaces, other.Namespace) : other.Namespace == home;
        return place && (peer.PodSelector?.Matches(other.Labels) ?? true);
    }

    private static bool Opens(IReadOnlyList<PolicyPort>? ports, Peer to, int number, string protocol) =>
        ports is null or { Count: 0 } || ports.Any(port => Protocols.Same(port.Protocol, protocol) && Names(port, to, number, protocol));

    private static bool Names(PolicyPort port, Peer to, int number, string protocol)
    {
        if (port.Port is not { Length: > 0 } name)
            return true;
        if (port.EndPort is { } end && int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var begin))
            return number >= begin && number <= end;
        return to.Numbers(name, protocol).Contains(number);
    }

    // An address that is not known yet is certainly in a range of everything, and in no other.
    private static bool Holds(IpBlock block, IPAddress? address)
    {
        if (!IPNetwork.TryParse(block.Cidr, out var range))
            return false;
        return address is null
            ? range.PrefixLength == 0 && block.Except.Count == 0
            : range.Contains(address) && !block.Except.Any(hole => IPNetwork.TryParse(hole, out var excepted) && excepted.Contains(address));
    }
}
