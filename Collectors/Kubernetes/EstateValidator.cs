using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>One thing that is wrong in the configuration.</summary>
/// <param name="Key">The configuration key as it is written in the environment's other sources: <c>Watch:Estate:Regions:0:Name</c>.</param>
public sealed record ConfigurationError(string Key, string Message)
{
    public override string ToString() => $"{Key}: {Message}";
}

/// <summary>
/// Looks for everything in the estate's configuration that can be known to be wrong without asking anyone. A kubeconfig
/// that is not there is no such thing: it may come later, and its cluster says so until then.
/// </summary>
public static class EstateValidator
{
    private const string Root = "Watch:Estate";
    private const int LongestName = 63;

    /// <summary>Every error, in the order of the configuration; none means that it can be used.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(EstateOptions estate)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var errors = new List<ConfigurationError>();
        if (Name(estate.Name) is { } bad)
            errors.Add(new($"{Root}:Name", bad));
        var clusters = new List<(string Key, ClusterOptions Cluster)>();
        for (var index = 0; index < estate.Regions.Count; index++)
        {
            var key = $"{Root}:Regions:{index}";
            errors.AddRange(Region(estate, index, key));
            clusters.AddRange(estate.Regions[index].Clusters.Select((cluster, at) => ($"{key}:Clusters:{at}", cluster)));
        }

        for (var index = 0; index < clusters.Count; index++)
            errors.AddRange(Cluster(clusters[index].Key, clusters[index].Cluster, clusters[..index]));
        return errors;
    }

    /// <summary>Every error in how clusters are read.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(KubernetesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        const string root = "Watch:Kubernetes";
        var errors = new List<ConfigurationError>();
        if (options.ProbeSeconds is not (>= 1 and <= 60))
            errors.Add(new($"{root}:ProbeSeconds", $"must be from 1 to 60 seconds, and is {options.ProbeSeconds}"));
        if (options.SilenceSeconds is not (>= 15 and <= 600))
            errors.Add(new($"{root}:SilenceSeconds", $"must be from 15 to 600 seconds, and is {options.SilenceSeconds}"));
        for (var index = 0; index < options.ConfigMapValueNamespaces.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(options.ConfigMapValueNamespaces[index]))
                errors.Add(new($"{root}:ConfigMapValueNamespaces:{index}", "must name a namespace"));
        }

        for (var index = 0; index < options.NotProduction.Count; index++)
        {
            if (Pattern(options.NotProduction[index]) is { } bad)
                errors.Add(new($"{root}:NotProduction:{index}", bad));
        }

        for (var index = 0; index < options.Dependencies.Count; index++)
        {
            if (!Network.DeclaredCall.IsReadable(options.Dependencies[index]))
                errors.Add(new($"{root}:Dependencies:{index}", $"must be of the form 'shop/checkout -> payments/payments-api:8080', and is '{options.Dependencies[index]}'"));
        }

        return errors;
    }

    private static IEnumerable<ConfigurationError> Region(EstateOptions estate, int index, string key)
    {
        var region = estate.Regions[index];
        if (Name(region.Name) is { } bad)
            yield return new($"{key}:Name", bad);
        else if (estate.Regions.Take(index).Any(other => Same(other.Name, region.Name)))
            yield return new($"{key}:Name", $"the region '{region.Name}' is there twice; list its clusters under one entry");
        if (region.Role is not ("primary" or "standby"))
            yield return new($"{key}:Role", $"must be primary or standby, and is '{region.Role}'");
    }

    private static IEnumerable<ConfigurationError> Cluster(string key, ClusterOptions cluster, List<(string Key, ClusterOptions Cluster)> before)
    {
        if (Name(cluster.Name) is { } bad)
            yield return new($"{key}:Name", bad);
        else if (before.Find(other => Same(other.Cluster.Name, cluster.Name)) is { Key: not null } twin)
            yield return new($"{key}:Name", $"the name '{cluster.Name}' must be unique in the estate; {twin.Key}:Name has it too");

        if (cluster.InCluster && (cluster.Kubeconfig is not null || cluster.Context is not null))
            yield return new($"{key}:InCluster", "excludes Kubeconfig and Context: say one way to reach the cluster");
        if (cluster.Kubeconfig is not null && string.IsNullOrWhiteSpace(cluster.Kubeconfig))
            yield return new($"{key}:Kubeconfig", "must be a path; leave it out for the usual places");
        if (cluster.Context is not null && string.IsNullOrWhiteSpace(cluster.Context))
            yield return new($"{key}:Context", "must be a name; leave it out for the current context");
        if (before.Find(other => Reaches(other.Cluster) == Reaches(cluster)) is { Key: not null } same)
            yield return new(key, $"reaches the same cluster as {same.Key}: each of them would count twice");
    }

    private static (bool, string, string) Reaches(ClusterOptions cluster) => cluster.InCluster
        ? (true, "", "")
        : (false, cluster.Kubeconfig ?? "", cluster.Context ?? "");

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // Names stand in URLs, metric labels and commands.
    private static string? Name(string name) => name switch
    {
        "" => "is missing",
        { Length: > LongestName } => $"is longer than {LongestName} characters",
        _ when !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_') || !char.IsAsciiLetterOrDigit(name[0]) =>
            $"may hold letters, digits, '-', '.' and '_', must begin with a letter or digit, and is '{name}'",
        _ => null,
    };

    private static string? Pattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            return string.IsNullOrEmpty(pattern) ? "is empty, and would match every namespace" : null;
        }
        catch (ArgumentException error)
        {
            return $"is not a regular expression: {error.Message}";
        }
    }
}
