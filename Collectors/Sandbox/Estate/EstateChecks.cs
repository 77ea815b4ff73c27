using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Finds what is wrong in an estate, all of it.</summary>
internal static partial class EstateChecks
{
    private static readonly string[] KindsOfWorkload = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"];

    public static IEnumerable<string> Errors(EstateSeed estate)
    {
        if (estate.Clusters.Count == 0)
            yield return "clusters: there must be one at least";
        var namespaces = estate.Namespaces.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        var maps = estate.ConfigMaps.Select(m => $"{m.Namespace}/{m.Name}").ToHashSet(StringComparer.Ordinal);
        foreach (var map in estate.ConfigMaps.Where(m => !namespaces.Contains(m.Namespace)))
            yield return $"configMaps: {map.Name} is in the unknown namespace '{map.Namespace}'";
        foreach (var workload in estate.Workloads)
        {
            if (!namespaces.Contains(workload.Namespace))
                yield return $"workloads: {workload.Name} is in the unknown namespace '{workload.Namespace}'";
            if (!KindsOfWorkload.Contains(workload.Kind))
                yield return $"workloads: {workload.Name} is of the unknown kind '{workload.Kind}'";
            if (workload.Kind is "Deployment" or "StatefulSet" && workload.Replicas.Count != estate.Clusters.Count)
                yield return $"workloads: {workload.Name} needs one number of replicas per cluster";
            if (workload.Hpa is { } hpa && (workload.Kind != "Deployment" || workload.Scales || new[] { hpa.Min.Count, hpa.Max.Count, hpa.Load.Count }.Any(count => count != estate.Clusters.Count)))
                yield return $"workloads: the autoscaler of {workload.Name} needs min, max and load per cluster, a Deployment, and nothing else that scales it";
            if (workload.Kind == "CronJob" && Minutes(workload.Schedule) is null)
                yield return $"workloads: {workload.Name} has the schedule '{workload.Schedule}', only '*/5 * * * *' is understood";
            foreach (var map in Reads(workload).Where(name => !maps.Contains($"{workload.Namespace}/{name}")))
                yield return $"workloads: {workload.Name} reads the unknown ConfigMap '{map}'";
        }
    }

    /// <summary>Minutes between two runs, or null when the schedule is of another form.</summary>
    public static int? Minutes(string schedule) =>
        Every().Match(schedule) is { Success: true } match && int.TryParse(match.Groups["minutes"].Value, out var minutes) && minutes is > 0 and <= 60 ? minutes : null;

    private static IEnumerable<string> Reads(WorkloadSeed workload) =>
        workload.Env.Values.Select(reference => reference.Split('/')[0]).Concat(workload.EnvFrom).Concat(workload.Volumes.Values);

    [GeneratedRegex(@"^\*/(?<minutes>\d{1,2}) \* \* \* \*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Every();
}
