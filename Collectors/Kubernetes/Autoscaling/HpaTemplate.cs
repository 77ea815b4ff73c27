using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What the requests and limits of a template mean for an autoscaler.</summary>
/// <param name="Missing">The first container without a request for a resource that is watched by utilisation, or null.</param>
/// <param name="Most">Of the watched resource whose target is nearest to it: the percent of the requests at which the limits stop the pod; null without limits on every container.</param>
internal sealed record HpaTemplate(bool UsesUtilization, (string Container, string Resource)? Missing, (string Resource, double Percent, double Target)? Most)
{
    public static HpaTemplate Of(Hpa hpa, PodSpec spec)
    {
        // Sidecars that start before the others count like them.
        var containers = spec.Containers.Concat(spec.InitContainers.Where(container => container.RestartPolicy == "Always")).ToList();
        (string, string)? missing = null;
        (string Resource, double Percent, double Target)? most = null;
        var uses = false;
        foreach (var (resource, target, only) in Watched(hpa))
        {
            uses = true;
            var counted = only is null ? containers : containers.FindAll(container => container.Name == only);
            var (requests, limits) = (0d, (double?)0);
            foreach (var container in counted)
            {
                var limit = Amount(container.Resources?.Limits, resource);
                // A limit without a request is the request too.
                if ((Amount(container.Resources?.Requests, resource) ?? limit) is { } request)
                    requests += request;
                else
                    missing ??= (container.Name, resource);
                limits += limit;
            }

            if (missing is null && requests > 0 && limits is { } all && (most is null || target * requests / all > most.Value.Target * 100 / most.Value.Percent))
                most = (resource, 100 * all / requests, target);
        }

        return new HpaTemplate(uses, missing, missing is null ? most : null);
    }

    private static IEnumerable<(string Resource, double Target, string? Container)> Watched(Hpa hpa) => hpa.Spec.Metrics
        .Where(metric => metric.Type is "Resource" or "ContainerResource" && metric.Source?.Target?.AverageUtilization is > 0 && metric.Source.Name is "cpu" or "memory")
        .Select(metric => (metric.Source!.Name!, (double)metric.Source.Target!.AverageUtilization!.Value, metric.Source.Container));

    private static double? Amount(ContainerAmounts? amounts, string resource) => Quantity.Read(resource == "cpu" ? amounts?.Cpu : amounts?.Memory);
}
