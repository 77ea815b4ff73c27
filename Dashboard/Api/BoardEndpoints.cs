using System.Globalization;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Live;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>The board and its scenarios.</summary>
public static class BoardEndpoints
{
    public static void MapBoard(this IEndpointRouteBuilder api)
    {
        api.MapGet("/board", WriteBoardAsync)
            .WithName("GetBoard").WithSummary("The board now, or with 'at' the board of that moment")
            .Produces<BoardReport>().ProducesProblem(StatusCodes.Status400BadRequest);

        api.MapGet("/board/stream", (HttpContext context, BoardStream stream) => stream.WriteAsync(context))
            .WithName("FollowBoard").WithSummary("The board as server-sent events, at every change and at least every second")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

        api.MapGet("/scenarios", (LiveBoard board) => TypedResults.Ok(board.Board.Scenarios))
            .WithName("GetScenarios").WithSummary("Every scenario as its tile shows it");

        api.MapGet("/scenarios/{number:int}", DetailAsync)
            .WithName("GetScenario").WithSummary("One scenario unfolded down to its evidence, with its runbook filled in")
            .Produces<ScenarioDetail>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task WriteBoardAsync(HttpContext context, LiveBoard board, TimeProvider time)
    {
        if (context.Request.Query.ContainsKey("at"))
        {
            await (await PastAsync(context, time)).ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        board.Broadcaster.Latest.WriteTo(context.Response.BodyWriter, time.GetUtcNow());
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task<IResult> PastAsync(HttpContext context, TimeProvider time)
    {
        var text = context.Request.Query["at"].ToString();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return Problems.Parameter("at", $"{Problems.Quote(text)} is not a time: ISO 8601 is expected, such as 2026-11-23T09:02:07Z.");
        if (at > time.GetUtcNow())
            return Problems.Parameter("at", "It must not be in the future.");
        if (context.RequestServices.GetService<PastBoard>() is not { } past)
            return Problems.Unavailable("No store is configured, so that no board of the past is kept.");
        try
        {
            return TypedResults.Ok(await past.AtAsync(at, context.RequestAborted));
        }
        catch (StoreException problem)
        {
            return Problems.Unavailable(problem.Message);
        }
    }

    private static async Task<IResult> DetailAsync(int number, LiveBoard board, CancellationToken cancellation) =>
        await board.DetailAsync(number, cancellation) is { } detail
            ? TypedResults.Ok(detail)
            : Problems.NotFound(string.Create(CultureInfo.InvariantCulture, $"There is no scenario {number} on this board."));
}
