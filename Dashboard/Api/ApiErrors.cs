namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Whatever goes wrong under <c>/api</c> is answered with a problem document.</summary>
public static class ApiErrors
{
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static void UseApiErrors(this IApplicationBuilder api)
    {
        api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => Write(context, StatusCodes.Status500InternalServerError) });
        api.UseStatusCodePages(pages => Write(pages.HttpContext, pages.HttpContext.Response.StatusCode));
    }

    /// <summary>What no other route under <c>/api</c> takes.</summary>
    public static void MapUnknownApi(this IEndpointRouteBuilder app) =>
        app.MapFallback("/api/{**rest}", (HttpContext context) => Problems.NotFound($"There is nothing at {Problems.Quote(context.Request.Path)}."))
            .ExcludeFromDescription();

    private static Task Write(HttpContext context, int status) => TypedResults.Problem(statusCode: status).ExecuteAsync(context);
}
