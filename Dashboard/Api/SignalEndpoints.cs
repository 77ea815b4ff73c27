using ApnaKart.Watch.Collectors.Store;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Series from the store of samples.</summary>
public static class SignalEndpoints
{
    public static void MapSignals(this IEndpointRouteBuilder api) => api
        .MapGet("/signals", ReadAsync)
        .WithName("GetSignal").WithSummary("One signal of one resource over time: name, resource, from, to, step")
        .Produces<SignalSeries>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ReadAsync(HttpRequest request, TimeProvider time, IServiceProvider services, CancellationToken cancellation)
    {
        var (query, problem) = SignalQuery.Read(request.Query, time.GetUtcNow());
        if (query is null)
            return problem!;
        if (services.GetService<ISampleStore>() is not { } store)
            return Problems.Unavailable("No store of samples is configured.");
        try
        {
            var points = await store.ReadAsync(query.Signal.Name, query.Resource, query.From, query.To, query.Step, cancellation);
            return TypedResults.Ok(new SignalSeries(
                query.Signal.Name, query.Signal.Unit, query.Signal.Help, query.Resource.ToString(), query.From, query.To, query.Step.TotalSeconds,
                [.. points.Take(SignalQuery.MostPoints + 1).Select(point => new SignalPoint(point.Time, point.Value, point.Min, point.Max))]));
        }
        catch (StoreException reason)
        {
            return Problems.Unavailable(reason.Message);
        }
    }
}
