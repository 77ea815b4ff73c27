using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>
/// Brings what the cache holds into the live window: at once what was touched, and each second what changes by the mere
/// passing of time, which is whatever is not well. One per cluster; calls do not overlap.
/// </summary>
public sealed class ClusterProjector(ClusterCache cache, IWindowWriter window, IReadOnlyList<IClusterProjection>? projections = null, ILogger? log = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _log = log ?? NullLogger.Instance;
    private readonly ProjectedWindow _inlet = new(window, () => cache.Now);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Resource>> _told = new(StringComparer.Ordinal);
    private readonly HashSet<Workload> _restless = [];
    private readonly HashSet<Resource> _written = [];
    private readonly List<Action<IWindowWriter>> _writes = [];
    private TimeSpan? _ticked;
    private bool _failed;

    /// <summary>Projects until it is cancelled, ten times a second at most. A fault of its own ends nothing: it becomes the cause why this cluster is unknown.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                Project(Moment.Of(time));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                Failed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>
    /// Projects what there is to project now. What was said of the streams before is told only after that, and not at all when
    /// it fails, so that nothing looks fresh that was never looked at.
    /// </summary>
    public void Project(Moment now)
    {
        var news = _inlet.Take();
        try
        {
            Write(news.Where(one => one.Value.Complete).Select(one => one.Key).ToList(), now);
        }
        catch
        {
            _failed = true;
            _inlet.Return(news);
            throw;
        }

        _failed = false;
        foreach (var (stream, one) in news)
            one.Tell(window, cache.Scope, stream);
    }

    /// <summary>What the cluster's collector writes to: the window, with what it says of streams held back until they are projected.</summary>
    public IWindowWriter Inlet => _inlet;

    private void Write(List<string> completed, Moment now)
    {
        _known.UnionWith(completed);
        // A list that has just come in is projected at once, or its completion would be told of nothing.
        if (completed.Count > 0)
            _ticked = null;
        _writes.Clear();
        var done = cache.Read(state => Collect(state, now));
        foreach (var write in _writes)
            write(window);
        _ticked = done ? now.Mono : _ticked;
    }

    private void Failed(Exception error)
    {
        _log.LogError(error, "kubernetes/{Cluster}: what the cluster told cannot be worked on", cache.Scope.Cluster);
        foreach (var stream in _known)
            window.Failed(cache.Scope, stream, UnknownCause.CollectorError, $"kubernetes/{cache.Scope.Cluster}: {stream}", $"cluster {cache.Scope.Cluster}, {stream}: a fault of the collector itself: {error.GetType().Name}");
    }

    /// <returns>Whether what is restless was looked at.</returns>
    private bool Collect(ClusterState state, Moment now)
    {
        var due = _ticked is not { } ticked || now.Mono - ticked >= Tick;
        var all = new HashSet<Workload>(state.TakeTouched());
        // What was touched before a failure is not told again.
        if (_failed)
            all.UnionWith(state.Workloads);
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

        _written.Add(resource);
        try
        {
            Values(state, workload, now);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // One object that nobody foresaw must not blind the cluster: this workload alone has no values, and so is unknown.
            _log.LogError(error, "{Workload} cannot be worked on", resource);
            _writes.Add(to => to.Put(resource, [("workload", []), ("crash", []), ("pull", [])]));
            _restless.Add(workload);
        }
    }

    private void Values(ClusterState state, Workload workload, Moment now)
    {
        var resource = workload.Resource;
        workload.EverComplete |= WorkloadProjection.IsComplete(workload);
        var counts = WorkloadProjection.Project(state, workload, now);
        var crash = CrashProjection.Project(state, workload, now);
        var pull = ImagePullProjection.Project(state, workload, now);
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
