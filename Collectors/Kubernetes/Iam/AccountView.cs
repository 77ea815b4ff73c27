using System.Runtime.CompilerServices;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>A pod that AWS denied something.</summary>
internal sealed record DeniedPod(PodEntry Pod, string Container, DateTimeOffset At, Denial Denial);

/// <summary>A pod without the role that its account names.</summary>
internal sealed record WrongRole(PodEntry Pod, string Code, string? Role);

/// <summary>A service account with the pods that use it.</summary>
internal sealed class AccountView
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(15);
    private static readonly ConditionalWeakTable<Termination, Box> Read = [];

    private AccountView(ServiceAccount? account, IReadOnlyList<PodEntry> pods, Moment now)
    {
        Pods = pods;
        Denied = [.. pods.SelectMany(pod => DenialsOf(pod, now)).OrderByDescending(one => one.At).ThenBy(one => one.Pod.Name, StringComparer.Ordinal)];
        Wrong = account?.Role is { } role ? [.. pods.Select(pod => Check(pod, role, now)).OfType<WrongRole>().OrderBy(one => one.Pod.Name, StringComparer.Ordinal)] : [];
    }

    public IReadOnlyList<PodEntry> Pods { get; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<DeniedPod> Denied { get; }

    public IReadOnlyList<WrongRole> Wrong { get; }

    /// <summary>One for each account that a pod of a workload uses.</summary>
    public static IEnumerable<(ObjectKey Key, AccountView View)> All(ClusterState state, Moment now) => state.Pods.Values
        .Where(pod => pod.Workload is { IsJob: false } && PodState.Counts(pod.Pod))
        .GroupBy(pod => new ObjectKey(pod.Pod.Metadata.Namespace, pod.Pod.Spec.ServiceAccountName is { Length: > 0 } name ? name : "default"))
        .Select(group => (group.Key, new AccountView(state.Shelf<ServiceAccount>().Find(group.Key.Namespace, group.Key.Name), [.. group], now)));

    private static IEnumerable<DeniedPod> DenialsOf(PodEntry pod, Moment now)
    {
        if (PodState.ReadyFor(pod, Recovered, now))
            yield break;
        foreach (var status in pod.Statuses)
        {
            foreach (var end in pod.Memory(status.Name).Terminations)
            {
                if (end is { Failed: true, Message.Length: > 0, FinishedAt: { } at } && pod.Since(at, now) <= Window && Read.GetValue(end, one => new Box(DenialWords.In(one.Message))).Value is { } denial)
                    yield return new DeniedPod(pod, status.Name, at, denial);
            }
        }
    }

    private static WrongRole? Check(PodEntry pod, string role, Moment now)
    {
        if (pod.Pod.Metadata.CreationTimestamp is not { } created || pod.Since(created, now) < Young)
            return null;
        var roles = pod.Pod.Spec.Containers.Select(container => container.Env.FirstOrDefault(variable => variable.Name == Objects.EnvVar.Role)?.Value).Distinct(StringComparer.Ordinal).ToList();
        if (roles.Contains(role, StringComparer.Ordinal))
            return null;
        return roles.Find(one => one is not null) is { } other ? new WrongRole(pod, "I3", other) : new WrongRole(pod, "I1", null);
    }

    private sealed record Box(Denial? Value);
}
