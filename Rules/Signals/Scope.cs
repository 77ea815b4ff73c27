namespace ApnaKart.Watch.Rules.Signals;

/// <summary>Where a scenario is judged on its own: a cluster, or a whole region when <see cref="Cluster"/> is empty.</summary>
public sealed record Scope(string Region, string Cluster = "")
{
    public override string ToString() => Cluster.Length == 0 ? Region : $"{Region}/{Cluster}";
}
