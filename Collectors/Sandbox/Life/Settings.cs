using System.Globalization;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>People note things on ConfigMaps, and now and then set a value that does no harm.</summary>
internal sealed class Settings(SimCluster cluster)
{
    public void Annotate()
    {
        var maps = Free().Where(map => !map.Hashed).ToList();
        if (maps.Count == 0)
            return;
        var map = cluster.Dice.Pick(maps);
        ConfigMapObjects.Annotate(cluster, $"{map.Namespace}/{map.Name}", "apnakart.example/reviewed", cluster.Now.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture));
    }

    public void Tune()
    {
        var maps = Free().Where(map => map.Tunes.Count > 0).ToList();
        if (maps.Count == 0)
            return;
        var map = cluster.Dice.Pick(maps);
        var (key, values) = cluster.Dice.Pick(map.Tunes.ToList());
        ConfigMapObjects.Set(cluster, map.Namespace, map.Name, key, cluster.Dice.Pick(values), "kubectl-edit");
    }

    private IEnumerable<ConfigMapSeed> Free() => cluster.Estate.ConfigMaps.Where(map => !cluster.Held.Contains($"{map.Namespace}/{map.Name}"));
}
