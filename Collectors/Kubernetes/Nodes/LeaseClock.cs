using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Nodes;

/// <summary>
/// How long each lease was seen not to change, from list to list and by our own clock. While no list comes in, nothing ages: a
/// dead API server must not look like dead nodes. After such a gap, or when nearly all stood still at once and then go on, every
/// clock starts anew, as the node controller's do.
/// </summary>
internal sealed class LeaseClock
{
    private static readonly TimeSpan Gap = NodeLeases.Every * 2.5;

    private static readonly TimeSpan Missed = NodeLeases.Every * 2;
    private const double NearlyAll = 0.8;

    private readonly Dictionary<string, (DateTimeOffset? Renewed, TimeSpan Seen)> _seen = new(StringComparer.Ordinal);
    private TimeSpan? _listed;

    public void Look(Shelf<NodeLease> leases)
    {
        if (leases.ListedAt is not { } list || list.Mono == _listed)
            return;
        if (_listed is not { } before || list.Mono - before > Gap)
            _seen.Clear();
        else if (Stalled(before) && leases.All.Any(lease => _seen.TryGetValue(lease.Metadata.Name, out var known) && known.Renewed != lease.Spec.RenewTime))
            _seen.Clear();
        _listed = list.Mono;
        foreach (var lease in leases.All)
        {
            if (!_seen.TryGetValue(lease.Metadata.Name, out var known) || known.Renewed != lease.Spec.RenewTime)
                _seen[lease.Metadata.Name] = (lease.Spec.RenewTime, list.Mono);
        }
    }

    /// <summary>The age at the last list; null when the node has no lease, or lists come in no more.</summary>
    public TimeSpan? AgeOf(string node, Moment now) =>
        _listed is { } list && now.Mono - list <= Gap && _seen.TryGetValue(node, out var one) ? list - one.Seen : null;

    private bool Stalled(TimeSpan at) => _seen.Count > 1 && _seen.Values.Count(one => at - one.Seen >= Missed) >= NearlyAll * _seen.Count;
}
