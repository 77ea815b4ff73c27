using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>
/// Objects of one moment of some other cluster, as if they were all of a cluster: seen a few seconds after their last change,
/// and then for as long as the holds need, in which nothing happens.
/// </summary>
internal static class Snapshot
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>What is said at once, and what is said after the hold of the line Unexplained.</summary>
    public static (EngineReport Now, EngineReport Later, FrozenSignals Signals) Of(params string[] files)
    {
        var paths = files.Select(file => Fixtures.Path(["kubernetes", .. file.Split('/')])).ToList();
        Assert.SkipUnless(paths.TrueForAll(path => path is not null), Fixtures.Absent);
        var objects = paths.SelectMany(path => SingleObjectTests.Objects(SingleObjectTests.Read(path!))).ToList();
        var time = new FakeTimeProvider(objects.Max(SingleObjectTests.Latest).AddSeconds(5));
        var scope = Replay.Scope;
        var cache = new ClusterCache(new Resource(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region), time, text => text, new KubernetesOptions());
        var window = new LiveWindow(time);
        var projector = new ClusterProjector(cache, window);
        foreach (var one in objects)
            SingleObjectTests.Put(cache, one);
        foreach (var stream in Course.Streams)
            projector.Inlet.Complete(scope, stream);

        var engine = Course.Engine();
        var (signals, first) = Pass();
        var later = first;
        for (var second = 0; second < 120; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            later = Pass().Report;
        }

        return (first, later, signals);

        (FrozenSignals Signals, EngineReport Report) Pass()
        {
            foreach (var stream in Course.Streams)
                projector.Inlet.Alive(scope, stream, Interval);
            projector.Project(Moment.Of(time));
            var (seen, touched) = window.Take(Moment.Of(time));
            return (seen, engine.Pass(seen, touched));
        }
    }
}
