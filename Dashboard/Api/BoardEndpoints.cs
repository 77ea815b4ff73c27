using System.Globalization;
using ApnaKart.Watch.Dashboard.Live;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>The board and its scenarios.</summary>
public static class BoardEndpoints
{
    public static void MapBoard(this IEndpointRouteBuilder api)
    {
        api.MapGet("/board", WriteBoardAsync)
            .WithName("GetBoard").WithSummary("The board now")
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
            await Problems.Parameter("at", "A board of the past cannot be given: leave 'at' out for the board now.").ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        board.Broadcaster.Latest.WriteTo(context.Response.BodyWriter, time.GetUtcNow());
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task<IResult> DetailAsync(int number, LiveBoard board, CancellationToken cancellation) =>
        await board.DetailAsync(number, cancellation) is { } detail
            ? TypedResults.Ok(detail)
            : Problems.NotFound(string.Create(CultureInfo.InvariantCulture, $"There is no scenario {number} on this board."));
}
