using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.ControlPlane;

/// <summary>
/// How long ago the leaders showed life. Counted from list to list: a list that does not come makes no lease older, and the
/// times that leaders write are by clocks of their own, so that only their change counts.
/// </summary>
internal sealed class LeaderWatch
{
    private static readonly string[] Leaders = ["kube-controller-manager", "kube-scheduler"];

    private readonly Dictionary<string, (string Renewed, string Holder, Moment Seen)> _seen = new(StringComparer.Ordinal);

    public Sample? Project(ClusterState state, Moment now)
    {
        var shelf = state.Shelf<SystemLease>();
        if (shelf.ListedAt is not { } listed)
            return null;
        var ages = new List<(string Name, string Holder, TimeSpan Age, Moment Since)>();
        foreach (var name in Leaders)
        {
            if (shelf.Find("kube-system", name) is not { } lease)
            {
                _seen.Remove(name);
                continue;
            }

            var (renewed, holder) = (lease.Spec.RenewTime ?? "", lease.Spec.HolderIdentity);
            // Who gives a lease back renews it for the last time: from then on nobody leads.
            if (!_seen.TryGetValue(name, out var before) || (holder.Length > 0 && before.Renewed != renewed) || (holder.Length == 0 && before.Holder.Length > 0))
                _seen[name] = before = (renewed, holder, listed);
            ages.Add((name, holder, listed.Mono - before.Seen.Mono, before.Seen));
        }

        if (ages.Count == 0)
            return null;
        var oldest = ages.MaxBy(one => one.Age);
        var words = new Details(state.Clean).Add("lease", oldest.Name).Add("holder", oldest.Holder)
            .Add("leases", string.Join(',', ages.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Age.TotalSeconds:0}"))));
        if (oldest.Age > TimeSpan.Zero)
            words.Add("since", oldest.Since.Wall);
        return new Sample(Known.ControlPlane.LeaseAge, state.Cluster, now.Wall, Math.Round(oldest.Age.TotalSeconds, 1), words.Done());
    }
}
