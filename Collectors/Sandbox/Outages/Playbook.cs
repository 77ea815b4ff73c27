using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Every outage that can be played, and those that run. Safe to call from several threads.</summary>
internal sealed class Playbook : ISandbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (VariantSeed Variant, OutagePlay Play, DateTimeOffset Since)> _running = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<OutageSeed> _seeds;
    private readonly Dictionary<string, SimCluster> _clusters;

    /// <exception cref="SandboxSeedException">An outage plays where there is nothing.</exception>
    public Playbook(IReadOnlyList<OutageSeed> seeds, IReadOnlyList<SimCluster> clusters)
    {
        _seeds = seeds;
        _clusters = clusters.ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
        foreach (var variant in seeds.SelectMany(seed => seed.Variants))
        {
            if (!_clusters.TryGetValue(variant.Cluster, out var cluster))
                throw new SandboxSeedException($"outages.yaml: variant {variant.Name} plays in the unknown cluster '{variant.Cluster}'");
            if (cluster.Estate.Workloads.All(w => w.Key != variant.Workload))
                throw new SandboxSeedException($"outages.yaml: variant {variant.Name} plays at the unknown workload '{variant.Workload}'");
            _ = new OutagePlay(cluster, variant);
        }
    }

    public IReadOnlyList<Outage> Outages
    {
        get
        {
            lock (_lock)
                return [.. _seeds.Select(Describe)];
        }
    }

    public bool Start(string slug, string? variant)
    {
        lock (_lock)
        {
            var seed = _seeds.FirstOrDefault(outage => outage.Slug == slug);
            var chosen = seed?.Variants.FirstOrDefault(v => variant is null || v.Name == variant);
            if (chosen is null)
                return false;
            if (_running.TryGetValue(slug, out var current) && (variant is null || current.Variant.Name == variant))
                return true;
            StopNow(slug);
            var cluster = _clusters[chosen.Cluster];
            var play = new OutagePlay(cluster, chosen);
            _running[slug] = (chosen, play, cluster.Inside(() =>
            {
                play.Start();
                return cluster.Now;
            }));
            return true;
        }
    }

    public bool Stop(string slug)
    {
        lock (_lock)
        {
            if (_seeds.All(outage => outage.Slug != slug))
                return false;
            StopNow(slug);
            return true;
        }
    }

    private void StopNow(string slug)
    {
        if (!_running.Remove(slug, out var running))
            return;
        var cluster = _clusters[running.Variant.Cluster];
        cluster.Inside(() =>
        {
            running.Play.Stop();
            return true;
        });
    }

    private Outage Describe(OutageSeed seed)
    {
        var runs = _running.TryGetValue(seed.Slug, out var running);
        return new Outage(seed.Scenario, seed.Slug, seed.Title, [.. seed.Variants.Select(v => new OutageVariant(v.Name, v.Text))],
            runs ? running.Variant.Name : null, runs ? running.Since : null);
    }
}
