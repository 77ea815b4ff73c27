using System.Net;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Whom policies keep from the cluster's DNS. A pod that may leave for nowhere but its database cannot even find it.</summary>
internal sealed class DnsPath
{
    public const string Namespace = "kube-system";
    public const string Service = "kube-dns";
    public const string Label = "k8s-app";

    private const int Port = 53;

    // The address on which a cache on each node listens.
    private static readonly IPAddress NodeCache = IPAddress.Parse("169.254.20.10");

    private readonly NetworkPicture _picture;
    private readonly PolicyEvaluator _evaluator;
    private readonly IReadOnlyList<(Peer Peer, int Port)> _pods;
    private readonly IReadOnlyList<Peer> _addresses;

    public DnsPath(NetworkPicture picture, PolicyEvaluator evaluator)
    {
        (_picture, _evaluator) = (picture, evaluator);
        var service = picture.State.Shelf<Service>().Find(Namespace, Service);
        var port = service?.Spec.Ports.FirstOrDefault(one => one.Port == Port && Protocols.Same(one.Protocol, Protocols.Udp));
        var pods = picture.Pods(Namespace).Where(pod => pod.Pod.Metadata.Labels.GetValueOrDefault(Label) == Service).Select(pod => Peer.Of(pod.Pod)).ToList();
        // Where DNS is built in, a rule is still written for the pods that it would be.
        if (pods.Count == 0)
            pods.Add(new Peer(Namespace, new Dictionary<string, string>(StringComparer.Ordinal) { [Label] = Service }, null, false, []));
        _pods = [.. pods.Select(peer => (peer, port is null ? Port : TargetPorts.On(port, peer).FirstOrDefault(Port)))];
        _addresses = [.. new[] { NodeCache, IPAddress.TryParse(service?.Spec.Address, out var address) ? address : null }.OfType<IPAddress>().Select(Peer.Outside)];
    }

    /// <summary>Workloads whose pods may not ask, each with the policies that forbid it.</summary>
    public IEnumerable<(Workload Workload, PodEntry Pod, PolicyVerdict Verdict)> Cut()
    {
        var isolating = _picture.State.Shelf<NetworkPolicy>().All.Where(policy => PolicyEvaluator.Speaks(policy.Spec, PolicyDirection.Egress))
            .Select(policy => policy.Metadata.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var workload in isolating.SelectMany(_picture.Workloads).OrderBy(workload => workload.Key.Namespace, StringComparer.Ordinal).ThenBy(workload => workload.Key.Name, StringComparer.Ordinal))
        {
            var pod = workload.Pods.Where(pod => PodState.Counts(pod.Pod)).MaxBy(pod => pod.Pod.Metadata.CreationTimestamp);
            if (pod is not null && Judge(Peer.Of(pod.Pod)) is { IsAllowed: false } verdict)
                yield return (workload, pod, verdict);
        }
    }

    /// <summary>UDP is what counts: TCP is asked only for long answers.</summary>
    private PolicyVerdict Judge(Peer from)
    {
        var last = PolicyVerdict.Allowed;
        foreach (var (peer, port) in _pods)
        {
            last = _evaluator.Judge(from, peer, port, Protocols.Udp);
            if (last.IsAllowed)
                return last;
        }

        return _addresses.Any(address => _evaluator.JudgeEgress(from, address, Port, Protocols.Udp).IsAllowed) ? PolicyVerdict.Allowed : last;
    }
}
