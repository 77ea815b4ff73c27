using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApnaKart.Watch.Dashboard.Wall;

/// <summary>The board alone, full screen: a static page with the board of that moment in it, and a small script on the stream.</summary>
public static class WallEndpoints
{
    public static void MapWall(this IEndpointRouteBuilder app) => app
        .MapGet("/wall", (HttpContext context, LiveBoard live, TimeProvider time) =>
        {
            // A page from a cache would show an old board as if it were now.
            context.Response.Headers.CacheControl = "no-store";
            var view = WallView.Of(live, context.Request.Query, time.GetUtcNow());
            return new RazorComponentResult<WallPage>(new Dictionary<string, object?> { [nameof(WallPage.View)] = view });
        })
        .ExcludeFromDescription();
}
