using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Finds what looks like a slip in a policy. A lint is no outage: nobody is known to suffer from it.</summary>
internal sealed class PolicyLints(NetworkPicture picture, PolicyEvaluator evaluator)
{
    /// <summary>All of them, a sentence each, in the order of the policies' names.</summary>
    public IReadOnlyList<string> All() =>
    [
        .. picture.State.Shelf<NetworkPolicy>().All
            .OrderBy(policy => policy.Metadata.Namespace, StringComparer.Ordinal).ThenBy(policy => policy.Metadata.Name, StringComparer.Ordinal)
            .SelectMany(Of),
    ];

    public IEnumerable<string> Of(NetworkPolicy policy)
    {
        var name = $"{policy.Metadata.Namespace}/{policy.Metadata.Name}";
        if (policy.Spec.PodSelector.IsEverything)
        {
            if (PolicyEvaluator.Speaks(policy.Spec, PolicyDirection.Ingress) && policy.Spec.Ingress is null or { Count: 0 })
                yield return $"{name} denies everything into each pod of its namespace (default deny)";
            if (PolicyEvaluator.Speaks(policy.Spec, PolicyDirection.Egress) && policy.Spec.Egress is null or { Count: 0 })
                yield return $"{name} denies everything out of each pod of its namespace (default deny)";
        }

        var selected = picture.Pods(policy.Metadata.Namespace).Where(pod => !pod.Pod.Spec.HostNetwork && policy.Spec.PodSelector.Matches(pod.Pod.Metadata.Labels)).ToList();
        if (selected.Count == 0)
            yield return $"{name} selects no pod ({policy.Spec.PodSelector})";
        foreach (var selector in Peers(policy.Spec).Select(peer => peer.NamespaceSelector).OfType<LabelSelector>().Where(IsUnknown))
            yield return $"{name} speaks of namespaces with {selector}, and there is none";
        foreach (var lint in Ports(policy, name, selected))
            yield return lint;
    }

    private static IEnumerable<PolicyPeer> Peers(PolicySpec spec) =>
        (spec.Ingress ?? []).SelectMany(rule => rule.From ?? []).Concat((spec.Egress ?? []).SelectMany(rule => rule.To ?? []));

    private bool IsUnknown(LabelSelector selector) => !selector.IsEverything && !picture.State.Namespaces.Keys.Any(space => evaluator.Finds(selector, space));

    /// <summary>A rule must name the port on which the pod listens; the Service's own port is a slip that looks right.</summary>
    private IEnumerable<string> Ports(NetworkPolicy policy, string name, List<PodEntry> selected)
    {
        var named = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Where(port => port is { Port.Length: > 0, EndPort: null }).ToList();
        if (named.Count == 0 || selected.Count == 0)
            yield break;
        var peers = selected.Select(pod => Peer.Of(pod.Pod)).ToList();
        foreach (var port in named.Where(port => !int.TryParse(port.Port, CultureInfo.InvariantCulture, out _)))
        {
            if (!peers.Exists(peer => peer.Numbers(port.Port!, port.Protocol ?? Protocols.Tcp).Any()))
                yield return $"{name} opens the port {port.Port}, which no selected pod has";
        }

        foreach (var service in picture.State.Shelf<Service>().All.Where(service => service.Selects && service.Metadata.Namespace == policy.Metadata.Namespace
            && selected.Exists(pod => LabelSelector.Matches(service.Spec.Selector, pod.Pod.Metadata.Labels))))
        {
            foreach (var port in service.Spec.Ports)
            {
                var targets = peers.SelectMany(peer => TargetPorts.On(port, peer)).ToHashSet();
                if (targets.Count > 0 && !targets.Contains(port.Port) && Opens(named, port.Port, port.Protocol) && !targets.Any(target => Opens(named, target, port.Protocol)))
                    yield return string.Create(CultureInfo.InvariantCulture, $"{name} opens {port.Port}, the port of the Service {service.Metadata.Name}; its pods listen on {targets.Min()}");
            }
        }
    }

    private static bool Opens(List<PolicyPort> ports, int number, string? protocol) =>
        ports.Exists(port => port.Port == number.ToString(CultureInfo.InvariantCulture) && Protocols.Same(port.Protocol, protocol));
}
