using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>The calls that start and stop outages and faults. Mapped in sandbox mode only.</summary>
public static class SandboxEndpoints
{
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/sandbox").WithTags("sandbox");
        group.AddEndpointFilter(async (call, next) => IsSafe(call.HttpContext.Request) || LoopbackGuard.Allows(call.HttpContext.Request)
            ? await next(call)
            : Results.Problem(statusCode: 403, title: "Not from here", detail: "Outages are started and stopped from this machine only: the Host must be a loopback name, and there must be no foreign Origin."));
        group.MapGet("/outages", (ISandbox sandbox) => sandbox.Outages);
        group.MapPost("/outages/{slug}/start", (string slug, string? variant, ISandbox sandbox) =>
            sandbox.Start(slug, variant) ? Show(sandbox, slug) : Unknown(variant is null ? $"There is no outage '{slug}'." : $"There is no outage '{slug}' with a variant '{variant}'."));
        group.MapPost("/outages/{slug}/stop", (string slug, ISandbox sandbox) => sandbox.Stop(slug) ? Show(sandbox, slug) : Unknown($"There is no outage '{slug}'."));
        group.MapGet("/faults", (SimulatedEstate estate) => estate.Clusters.ToDictionary(cluster => cluster.Name, cluster => Faults(cluster)));
        group.MapPost("/faults/{cluster}/{fault}", (string cluster, string fault, string? resource, SimulatedEstate estate) => SetFault(estate, cluster, fault, resource));
    }

    private static IResult SetFault(SimulatedEstate estate, string name, string fault, string? resource)
    {
        if (estate.Clusters.FirstOrDefault(cluster => cluster.Name == name) is not { } cluster)
            return Unknown($"There is no simulated cluster '{name}'.");
        if (fault.All(char.IsDigit) || !Enum.TryParse(fault, ignoreCase: true, out ApiFault chosen) || !Enum.IsDefined(chosen))
            return Unknown($"There is no fault '{fault}'; known are {string.Join(", ", Enum.GetNames<ApiFault>()).ToLowerInvariant()}.");
        if (chosen == ApiFault.Refuse && resource is not null)
            return Results.Problem(statusCode: 400, title: "Not of one resource", detail: "Connections are refused for the whole API or not at all.");
        cluster.Faults.Set(chosen, resource);
        return Results.Ok(Faults(cluster));
    }

    private static Dictionary<string, string> Faults(SimCluster cluster) =>
        cluster.Faults.Active.ToDictionary(fault => fault.Key, fault => fault.Value.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static IResult Show(ISandbox sandbox, string slug) => Results.Ok(sandbox.Outages.First(outage => outage.Slug == slug));

    private static IResult Unknown(string detail) => Results.Problem(statusCode: 404, title: "Not found", detail: detail);

    private static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
