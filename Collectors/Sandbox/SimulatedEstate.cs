using ApnaKart.Watch.Collectors.Sandbox.Estate;
using ApnaKart.Watch.Collectors.Sandbox.Outages;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>The whole simulated estate: its clusters, its outages and its clock. Safe to call from several threads.</summary>
public sealed class SimulatedEstate : ISandbox
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _begin;
    private readonly long _beginStamp;
    private readonly Playbook _playbook;

    /// <exception cref="SandboxSeedException">A seed is missing or wrong.</exception>
    public SimulatedEstate(SandboxOptions options, TimeProvider time)
    {
        _time = time;
        _begin = time.GetUtcNow();
        _beginStamp = time.GetTimestamp();
        Seed = SeedReader.Estate(options.Seeds);
        Clusters = [.. Seed.Clusters.AsParallel().AsOrdered().Select(cluster => ClusterBuilder.Build(Seed, cluster, _begin, options.Pace))];
        _playbook = new Playbook(SeedReader.Outages(options.Seeds), Clusters);
    }

    public EstateSeed Seed { get; }

    public IReadOnlyList<SimCluster> Clusters { get; }

    public IReadOnlyList<Outage> Outages => _playbook.Outages;

    /// <summary>Lets the estate live up to the present. It counts from its begin by the monotonic clock: a jump of the wall clock moves nothing here.</summary>
    public void Advance()
    {
        var now = _begin + _time.GetElapsedTime(_beginStamp);
        foreach (var cluster in Clusters)
            cluster.Advance(now);
    }

    public bool Start(string slug, string? variant)
    {
        Advance();
        return _playbook.Start(slug, variant);
    }

    public bool Stop(string slug)
    {
        Advance();
        return _playbook.Stop(slug);
    }
}
