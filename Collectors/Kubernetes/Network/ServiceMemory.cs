using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>What a Service was, as far as it tells whether it should be more than it is now.</summary>
internal sealed class ServiceMemory(string uid)
{
    // A pod that is replaced leaves a gap of some seconds, and a rollout that may lose most pods at once one of half a minute.
    private static readonly TimeSpan EmptyFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DroppedFor = TimeSpan.FromSeconds(30);

    private readonly Dictionary<DeclaredCall, CallMemory> _calls = [];
    private IReadOnlyList<WorkloadKey> _behind = [];
    private Moment? _emptySince;
    private Moment? _dropSince;

    public string Uid => uid;

    /// <summary>The most that were ready at once since fewer were asked for.</summary>
    public int Peak { get; private set; }

    /// <summary>What was behind it last, for the time when its selector finds nobody any more.</summary>
    public IReadOnlyList<Workload> Behind { get; private set; } = [];

    /// <summary>How many there should be.</summary>
    public int Expected { get; private set; }

    public bool Empty { get; private set; }

    /// <summary>Share of <see cref="Peak"/> that is gone.</summary>
    public double Drop { get; private set; }

    public DateTimeOffset? EmptySince => Empty ? _emptySince?.Wall : null;

    public DateTimeOffset? DropSince => Drop > 0 ? _dropSince?.Wall : null;

    public void See(ServiceView view)
    {
        Remember(view);
        var called = view.Picture.Calls(view.Key).Any();
        Expected = view.Asked ?? (Behind.Count > 0 ? Behind.Sum(ServiceView.AskedOf) : called ? Math.Max(1, Peak) : 0);
        Peak = Math.Max(view.Ready, Math.Min(Peak, Expected));
        var now = view.Picture.Now;
        var empty = Expected > 0 && view.Ready == 0 && (Peak > 0 || (called && view.Pods.Count == 0) || Late(view));
        _emptySince = empty ? _emptySince ?? now : null;
        Empty = _emptySince is { } since && now.Mono - since.Mono >= EmptyFor;
        var full = Math.Min(Peak, Expected);
        var drop = full > 0 ? Math.Clamp(1 - (view.Ready / (double)full), 0, 1) : 0;
        _dropSince = drop > 0 ? _dropSince ?? now : null;
        Drop = _dropSince is { } begun && now.Mono - begun.Mono >= DroppedFor ? drop : 0;
    }

    /// <summary>What is known of one call from before.</summary>
    public CallMemory Of(DeclaredCall call)
    {
        if (!_calls.TryGetValue(call, out var memory))
            _calls[call] = memory = new CallMemory();
        return memory;
    }

    private void Remember(ServiceView view)
    {
        if (view.Workloads.Count > 0)
        {
            Behind = view.Workloads;
            _behind = [.. view.Workloads.Select(workload => workload.Key)];
        }
        else
        {
            // A workload that was deleted asks for nothing any more.
            Behind = [.. _behind.Select(view.Picture.State.Find).OfType<Workload>().Where(workload => workload.Exists)];
        }
    }

    /// <summary>Seen for the first time without an endpoint: it should have one if its pods had time to get ready.</summary>
    private static bool Late(ServiceView view) => view.Pods.Count > 0
        && (view.Workloads.Count == 0 || view.Workloads.Any(workload => workload.EverComplete))
        && view.Pods.All(pod => pod.Workload?.IsJob != true && !PodState.IsStarting(pod, view.Picture.Now));
}

/// <summary>What a call was.</summary>
internal sealed class CallMemory
{
    /// <summary>It was once seen to be allowed.</summary>
    public bool SeenAllowed { get; private set; }

    /// <summary>When it was first seen to be forbidden; null while it is allowed.</summary>
    public DateTimeOffset? BlockedSince { get; private set; }

    public void See(bool allowed, Moment now)
    {
        SeenAllowed |= allowed;
        BlockedSince = allowed ? null : BlockedSince ?? now.Wall;
    }
}
