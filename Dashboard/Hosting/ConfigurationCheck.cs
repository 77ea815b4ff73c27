using System.Globalization;
using System.Text.RegularExpressions;

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
        check.Estate(watch.GetSection("Estate"));
        check.Kubernetes(watch.GetSection("Kubernetes"));
        check.Store(watch.GetSection("Store"), paths);
        check.Urls(configuration);
        return check._errors;
    }

    private void Kubernetes(IConfigurationSection kubernetes)
    {
        Keys(kubernetes, ["ConfigMapValueNamespaces", "NotProduction", "ProbeSeconds", "SilenceSeconds"]);
        Seconds(kubernetes, "ProbeSeconds", 0.5, 300);
        Seconds(kubernetes, "SilenceSeconds", 5, 3600);
        foreach (var pattern in kubernetes.GetSection("NotProduction").GetChildren())
            Pattern(pattern);
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

    private void Pattern(IConfigurationSection pattern)
    {
        try
        {
            _ = new Regex(pattern.Value ?? "", RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException problem)
        {
            Add(pattern.Path, $"'{pattern.Value}' is not a regular expression: {problem.Message}");
        }
    }

    private void Seconds(IConfigurationSection section, string key, double least, double most)
    {
        if (section[key] is not { } text)
            return;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds < least || seconds > most)
            Add($"{section.Path}:{key}", string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number of seconds from {least} to {most}"));
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

    [GeneratedRegex(@"^https?://(\[[0-9a-fA-F:.]+\]|[^:/\s\[\]]+)(:\d{1,5})?/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
