using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Finds everything that is wrong under <c>Watch</c>, with the key of each error. Unknown keys are errors: a typing error must not be read as "nothing configured".</summary>
public sealed partial class ConfigurationCheck
{
    private static readonly string[] Sections = ["Estate", "Kubernetes", "Aws", "Store", "Sandbox", "Scenarios", "Scoring", "Engine"];

    private readonly List<ConfigurationError> _errors = [];

    public static IReadOnlyList<ConfigurationError> All(IConfiguration configuration, WatchPaths paths)
    {
        var check = new ConfigurationCheck();
        var watch = configuration.GetSection("Watch");
        check.Keys(watch, Sections);
        check.Keys(watch.GetSection("Estate"), ["Name", "Regions", "Dns"]);
        foreach (var region in watch.GetSection("Estate:Regions").GetChildren())
            check.Region(region);
        check.Keys(watch.GetSection("Kubernetes"), ["ConfigMapValueNamespaces", "NotProduction", "Dependencies", "ProbeSeconds", "SilenceSeconds"]);
        check.Values(watch);
        check.Store(watch.GetSection("Store"), paths);
        check.Urls(configuration);
        return check._errors;
    }

    private void Region(IConfigurationSection region)
    {
        Keys(region, ["Name", "Role", "Clusters", "Aws"]);
        foreach (var cluster in region.GetSection("Clusters").GetChildren())
            Keys(cluster, ["Name", "Kubeconfig", "Context", "InCluster"]);
    }

    /// <summary>What stands in the sections, once it is clear that they can be read at all.</summary>
    private void Values(IConfigurationSection watch)
    {
        try
        {
            _errors.AddRange(EstateValidator.Validate(watch.GetSection("Estate").Get<EstateOptions>() ?? new EstateOptions()));
            _errors.AddRange(EstateValidator.Validate(watch.GetSection("Kubernetes").Get<KubernetesOptions>() ?? new KubernetesOptions()));
        }
        catch (InvalidOperationException problem)
        {
            Add(BadKey().Match(problem.Message) is { Success: true } bad ? bad.Groups["key"].Value : watch.Path, problem.Message);
        }
    }

    private void Store(IConfigurationSection store, WatchPaths paths)
    {
        OneOf(store, "Samples", "duckdb");
        OneOf(store, "State", "sqlite");
        try
        {
            Directory.CreateDirectory(paths.Data);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Add("Watch:Store:Path", $"the directory '{paths.Data}' cannot be made: {problem.Message}");
        }
    }

    private void Urls(IConfiguration configuration)
    {
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Address().IsMatch(url))
                Add("urls", $"'{url}' is not an address such as {Settings.DefaultUrl}");
        }
    }

    private void OneOf(IConfigurationSection section, string key, params string[] words)
    {
        if (section[key] is { } text && !words.Contains(text, StringComparer.OrdinalIgnoreCase))
            Add($"{section.Path}:{key}", $"'{text}' is not known: {string.Join(" or ", words)} is expected");
    }

    private void Keys(IConfigurationSection section, string[] known)
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            Add(child.Path, $"there is no such setting: {string.Join(", ", known)} are known here");
    }

    private void Add(string key, string message) => _errors.Add(new ConfigurationError(key, message));

    [GeneratedRegex("at '(?<key>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BadKey();

    [GeneratedRegex(@"^https?://(\[[0-9a-fA-F:.]+\]|[^:/\s\[\]]+)(:\d{1,5})?/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
