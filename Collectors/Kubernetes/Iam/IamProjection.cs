using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>Says whether pods have the rights in AWS that they should have: the samples of <see cref="Known.Iam"/>.</summary>
public sealed class IamProjection : IClusterProjection
{
    private static readonly Regex Arn = Linear.Pattern(@"^arn:aws[\w-]*:iam::\d{12}:role/.+$");

    // Repaired pods need some seconds until they are ready again: until then their workload is still named.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(30);

    private readonly RoleMemory _memory = new();
    private readonly Dictionary<Resource, (string Accounts, TimeSpan At)> _suffered = [];

    public string Name => "iam";

    public IEnumerable<(Resource Resource, IReadOnlyList<Sample> Samples)> Project(ClusterState state, Moment now, Func<string, bool> known)
    {
        if (!known(Streams.Pods))
            return [];
        var accounts = known(Streams.ServiceAccounts);
        if (accounts)
            _memory.Look(state.Shelf<ServiceAccount>().All, now);
        var told = new List<(Resource, IReadOnlyList<Sample>)>();
        var workloads = new Dictionary<Resource, (HashSet<PodEntry> Pods, SortedSet<string> Accounts)>();
        foreach (var (key, view) in AccountView.All(state, now).OrderBy(one => one.Key.Namespace, StringComparer.Ordinal).ThenBy(one => one.Key.Name, StringComparer.Ordinal))
        {
            var samples = new SampleList(state, state.Cluster.Sibling(Kinds.ServiceAccount, key.Name, key.Namespace), now);
            Denials(samples, view);
            if (accounts)
                Roles(samples, state.Shelf<ServiceAccount>().Find(key.Namespace, key.Name), view, now);
            told.Add((state.Cluster.Sibling(Kinds.ServiceAccount, key.Name, key.Namespace), samples.All));
            foreach (var pod in view.Denied.Select(one => one.Pod).Concat(view.Wrong.Select(one => one.Pod)))
            {
                if (!workloads.TryGetValue(pod.Workload!.Resource, out var one))
                    workloads[pod.Workload.Resource] = one = ([], new SortedSet<string>(StringComparer.Ordinal));
                one.Pods.Add(pod);
                one.Accounts.Add(key.Name);
            }
        }

        foreach (var (workload, (pods, names)) in workloads)
        {
            _suffered[workload] = (string.Join('\n', names), now.Mono);
            told.Add((workload, Suffering(state, workload, pods.Count, now)));
        }

        foreach (var workload in _suffered.Keys.Except(workloads.Keys).ToList())
        {
            if (now.Mono - _suffered[workload].At < Healing)
                told.Add((workload, Suffering(state, workload, 0, now)));
            else
                _suffered.Remove(workload);
        }

        return told;
    }

    private IReadOnlyList<Sample> Suffering(ClusterState state, Resource workload, int pods, Moment now)
    {
        var samples = new SampleList(state, workload, now);
        samples.Add(Known.Iam.WorkloadPods, pods, samples.Words().Add("accounts", _suffered[workload].Accounts));
        return samples.All;
    }

    private static void Denials(SampleList samples, AccountView view)
    {
        samples.Add(Known.Iam.Pods, view.Pods.Count);
        var newest = view.Denied is [var first, ..] ? first : null;
        samples.Add(Known.Iam.DeniedWorkloads, view.Denied.Select(one => one.Pod.Workload).Distinct().Count(), newest is null ? null : Where(samples, newest.Pod)
            .Add("rule", newest.Denial.Rule)
            .Add("message", newest.Denial.Line)
            .Add("role", newest.Denial.Role)
            .Add("session", newest.Denial.Session)
            .Add("action", newest.Denial.Action)
            .Add("resource", newest.Denial.Resource)
            .Add("container", newest.Container)
            .Add("since", view.Denied[^1].At)
            .Names("workloads", view.Denied.Select(one => one.Pod.Workload!.Resource.Name)));
    }

    private void Roles(SampleList samples, ServiceAccount? account, AccountView view, Moment now)
    {
        var change = account is null ? null : _memory.ChangeOf(account, now);
        var wrong = view.Wrong is [var first, ..] ? first : null;
        samples.Add(Known.Iam.WrongRolePods, view.Wrong.Count, wrong is null ? null : Where(samples, wrong.Pod).Add("code", wrong.Code).Add("podRole", wrong.Role).Add("since", change?.At.Wall));
        if (account?.Role is { } role)
            samples.Add(Known.Iam.RoleInvalid, Arn.IsMatch(role) ? 0 : 1, samples.Words().Add("role", role));
        if (change is not null)
            samples.Add(Known.Iam.RoleChanged, Math.Floor((now.Mono - change.At.Mono).TotalSeconds), samples.Words().Add("before", change.Before).Add("after", change.After).Add("at", change.At.Wall));
    }

    private static Details Where(SampleList samples, PodEntry pod) => samples.Words()
        .Add("pod", pod.Name)
        .Add("namespace", pod.Pod.Metadata.Namespace)
        .Add("workload", pod.Workload!.Resource.Name)
        .Add("kind", pod.Workload.Resource.Kind);
}
