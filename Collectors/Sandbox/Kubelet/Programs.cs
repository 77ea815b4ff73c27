using System.Globalization;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>The programs inside of the containers: how long they take to get ready, and what they refuse to start with.</summary>
internal sealed class Programs(WorkloadSeed? seed, string version, Iam.SimulatedIam iam)
{
    private static readonly (double From, double To) Usual = (2, 5);

    public (double From, double To) Ready => seed is { Kind: not "CronJob" } ? (seed.Ready[0], seed.Ready[^1]) : Usual;

    /// <summary>Of a program that comes to an end: how long it runs.</summary>
    public (double From, double To)? Runs => seed is { Kind: "CronJob" } ? (seed.Runs[0], seed.Runs[^1]) : null;

    public static Programs Of(SimCluster cluster, PodRun run) =>
        new(cluster.Estate.Workloads.FirstOrDefault(w => w.Namespace == run.Namespace && w.Name == run.App), ImageName.Parse(run.Containers[0].Image).Tag, cluster.Iam);

    /// <summary>What the program says when it gives up at once, or null when it starts.</summary>
    public string? LastWords(ContainerConfig config, DateTimeOffset now)
    {
        foreach (var (key, demand) in seed?.Settings ?? new Dictionary<string, string>())
        {
            if (Objection(config.Values.GetValueOrDefault(key), demand) is not { } objection)
                continue;
            var at = Times.Seconds(now);
            return $"{at} info  {seed!.Name} {version} starting\n{at} info  reading settings\n{at} fatal invalid configuration: {key}: {objection}\n";
        }

        return seed is { Role.Length: > 0 } && iam.Denial(seed, config.Values.GetValueOrDefault("AWS_ROLE_ARN")) is { } denial
            ? $"{Times.Seconds(now)} info  {seed.Name} {version} starting\n{Times.Seconds(now)} fatal {denial}\n"
            : null;
    }

    private static string? Objection(string? value, string demand) => (value, demand) switch
    {
        (null, _) => "required, but not set",
        (_, "integer") => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : $"cannot parse \"{value}\" as a whole number",
        (_, "url") => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Host.Length > 0 ? null : $"cannot parse \"{value}\" as a URL",
        (_, "required") => value.Length > 0 ? null : "required, but empty",
        _ => demand.Split('|').Contains(value) ? null : $"unknown value \"{value}\", expected one of {demand.Replace("|", ", ", StringComparison.Ordinal)}",
    };
}
