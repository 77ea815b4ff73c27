namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>The estate: names that are there and unique, and one way to reach each cluster.</summary>
public sealed partial class ConfigurationCheck
{
    private static readonly string[] Roles = ["primary", "standby"];

    private void Estate(IConfigurationSection estate)
    {
        Keys(estate, ["Name", "Regions", "Dns"]);
        var regions = estate.GetSection("Regions").GetChildren().ToList();
        foreach (var region in regions)
            Region(region);
        Unique(regions, "region");
        Unique([.. regions.SelectMany(region => region.GetSection("Clusters").GetChildren())], "cluster");
    }

    private void Region(IConfigurationSection region)
    {
        Keys(region, ["Name", "Role", "Clusters", "Aws"]);
        Named(region);
        OneOf(region, "Role", Roles);
        foreach (var cluster in region.GetSection("Clusters").GetChildren())
            Cluster(cluster);
    }

    private void Cluster(IConfigurationSection cluster)
    {
        Keys(cluster, ["Name", "Kubeconfig", "Context", "InCluster"]);
        Named(cluster);
        var inCluster = false;
        if (cluster["InCluster"] is { } text && !bool.TryParse(text, out inCluster))
            Add($"{cluster.Path}:InCluster", $"'{text}' is neither true nor false");
        if (inCluster && (cluster["Kubeconfig"] ?? cluster["Context"]) is not null)
            Add($"{cluster.Path}:InCluster", "a cluster is reached from inside or by a kubeconfig, not by both");
        if (cluster["Kubeconfig"] is { Length: > 0 } path && !File.Exists(Home(path)))
            Add($"{cluster.Path}:Kubeconfig", $"there is no file '{path}'");
    }

    private void Named(IConfigurationSection section)
    {
        if (string.IsNullOrWhiteSpace(section["Name"]))
            Add($"{section.Path}:Name", "a name is missing");
    }

    private void Unique(List<IConfigurationSection> sections, string what)
    {
        foreach (var same in sections.Where(section => !string.IsNullOrWhiteSpace(section["Name"])).GroupBy(section => section["Name"], StringComparer.Ordinal).Where(group => group.Count() > 1))
            Add($"{same.Last().Path}:Name", $"there is more than one {what} '{same.Key}'");
    }

    private static string Home(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;
}
