using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prometheus;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Everything that programs call.</summary>
public static class BoardApi
{
    private const string Live = "live";
    private const string Ready = "ready";

    public static void AddBoardApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http => BoardJson.Apply(http.SerializerOptions).TypeInfoResolverChain.Insert(0, BoardJson.Default));
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.AddSignalR().AddJsonProtocol(json => BoardJson.Apply(json.PayloadSerializerOptions));
        services.AddSingleton<BoardStream>();
        services.AddSingleton<BoardFeeds>();
        services.AddSingleton<WatchMetrics>();
        services.AddHealthChecks()
            .Add(Check(Live, TimeSpan.FromMinutes(1), fromTheStart: false))
            .Add(Check(Ready, TimeSpan.FromSeconds(10), fromTheStart: true));
    }

    public static void MapBoardApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapBoard();
        api.MapSignals();
        app.MapUnknownApi();
        app.MapHub<BoardHub>("/hubs/board");
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapMetrics("/metrics", app.Services.GetRequiredService<WatchMetrics>().Registry);
        app.MapHealthChecks("/healthz/live", Only(Live));
        app.MapHealthChecks("/healthz/ready", Only(Ready));
    }

    private static HealthCheckRegistration Check(string name, TimeSpan longest, bool fromTheStart) => new(
        name,
        services => new EngineHealth(services.GetRequiredService<LiveBoard>(), services.GetRequiredService<TimeProvider>(), longest, fromTheStart),
        HealthStatus.Unhealthy,
        [name]);

    private static HealthCheckOptions Only(string tag) => new()
    {
        Predicate = check => check.Tags.Contains(tag),
        ResponseWriter = (context, report) => context.Response.WriteAsync(
            string.Join('\n', report.Entries.Values.Select(entry => entry.Description).Where(text => text is not null).Prepend(report.Status.ToString()))),
    };
}
