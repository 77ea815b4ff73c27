using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>
/// Brings what the cache holds into the live window: at once what was touched, and each second what changes by the mere
/// passing of time, which is whatever is not well. One per cluster; calls do not overlap.
/// </summary>
public sealed class ClusterProjector(ClusterCache cache, IWindowWriter window, IReadOnlyList<IClusterProjection>? projections = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<string> _completed = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Resource>> _told = new(StringComparer.Ordinal);
    private readonly HashSet<Workload> _restless = [];
    private readonly HashSet<Resource> _written = [];
    private readonly List<Action<IWindowWriter>> _writes = [];
    private TimeSpan? _ticked;

    /// <summary>Projects until it is cancelled, ten times a second at most.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
            Project(Moment.Of(time));
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>
    /// Projects what there is to project now. A stream that was completed before is told to be so only after that: a window
    /// that knew of the list and not yet of what is in it would call an empty cluster healthy.
    /// </summary>
    public void Project(Moment now)
    {
        var completed = new List<string>();
        while (_completed.TryDequeue(out var stream))
            completed.Add(stream);
        _known.UnionWith(completed);
        // A list that has just come in is projected at once, or its completion would be told of nothing.
        if (completed.Count > 0)
            _ticked = null;
        _writes.Clear();
        var done = cache.Read(state => Collect(state, now));
        foreach (var write in _writes)
            write(window);
        _ticked = done ? now.Mono : _ticked;
        foreach (var stream in completed)
            window.Complete(cache.Scope, stream);
    }

    /// <summary>What the cluster's collector writes to: the window, with completions held back until they are projected.</summary>
    public IWindowWriter Inlet => new ProjectedWindow(window, _completed);

    /// <returns>Whether what is restless was looked at.</returns>
    private bool Collect(ClusterState state, Moment now)
    {
        var due = _ticked is not { } ticked || now.Mono - ticked >= Tick;
        var all = new HashSet<Workload>(state.TakeTouched());
        if (due)
        {
            all.UnionWith(_restless);
            state.ConfigMaps.Settle(now);
        }

        foreach (var workload in all)
            Collect(state, workload, now);
        foreach (var happening in state.TakeHappenings())
        {
            if (FactOf(state, happening, now) is { } fact)
                _writes.Add(to => to.Put(fact));
        }

        if (due)
        {
            foreach (var projection in projections ?? [])
                Collect(state, projection, now);
        }

        return due;
    }

    private void Collect(ClusterState state, IClusterProjection projection, Moment now)
    {
        var told = new HashSet<Resource>();
        foreach (var (resource, samples) in projection.Project(state, now, _known.Contains))
        {
            told.Add(resource);
            _writes.Add(to => to.Put(resource, projection.Name, samples));
        }

        // Workloads are taken away by their owners' streams alone; here only the values go.
        foreach (var gone in _told.GetValueOrDefault(projection.Name, []).Except(told))
        {
            if (Kinds.Workloads.Contains(gone.Kind) || gone.Kind == Kinds.Cluster)
                _writes.Add(to => to.Put(gone, projection.Name, []));
            else
                _writes.Add(to => to.Remove(gone));
        }

        _told[projection.Name] = told;
    }

    private void Collect(ClusterState state, Workload workload, Moment now)
    {
        var resource = workload.Resource;
        if (!workload.Exists)
        {
            _restless.Remove(workload);
            if (_written.Remove(resource))
                _writes.Add(to => to.Remove(resource));
            return;
        }

        workload.EverComplete |= WorkloadProjection.IsComplete(workload);
        var counts = WorkloadProjection.Project(state, workload, now);
        var crash = CrashProjection.Project(state, workload, now);
        var pull = ImagePullProjection.Project(state, workload, now);
        _written.Add(resource);
        _writes.Add(to => to.Put(resource, [("workload", counts), ("crash", crash), ("pull", pull)]));
        foreach (var fact in RolloutFacts.Of(state, workload, now))
            _writes.Add(to => to.Put(fact));
        if (IsRestless(workload, crash, pull))
            _restless.Add(workload);
        else
            _restless.Remove(workload);
    }

    private static bool IsRestless(Workload workload, IReadOnlyList<Sample> crash, IReadOnlyList<Sample> pull) =>
        crash is [{ Value: > 0 }, ..] || pull is [{ Value: > 0 }, ..] || workload.Pods.Any(pod => PodState.Counts(pod.Pod) && !PodState.IsReady(pod.Pod));

    private static Fact? FactOf(ClusterState state, Happening happening, Moment now) => happening switch
    {
        ConfigMapTurned turned => ConfigMapFacts.Of(state, turned.Record, now),
        Scaled scaled => RolloutFacts.Of(scaled),
        _ => null,
    };
}
