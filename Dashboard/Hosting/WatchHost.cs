using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Dashboard.Sandbox;
using ApnaKart.Watch.Dashboard.Wall;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Puts the program together. Each part has its own file; this is the list of them.</summary>
public static class WatchHost
{
    /// <summary>A published program finds its files beside itself, wherever it is started from; in a working copy they are in the project.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <exception cref="ConfigurationException">The configuration is wrong; the message lists every error.</exception>
    public static void AddWatch(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings();
        builder.AddServer(settings);
        builder.Services.AddLiveBoard();
        builder.Services.AddBoardApi();
        builder.Services.AddWatchPages();
        builder.AddSources(settings);
    }

    public static void MapWatch(this WebApplication app)
    {
        app.UseServer();
        app.MapBoardApi();
        app.MapWall();
        if (app.Services.GetRequiredService<EstateInForce>().Sandbox)
            app.MapSandbox();
        app.MapStaticAssets();
        app.MapWatchPages();
    }

    private static void AddLiveBoard(this IServiceCollection services)
    {
        services.AddSingleton<ILimits, LimitsInForce>();
        services.AddSingleton<IRunbooks, SeedRunbooks>();
        services.AddSingleton<ScenarioDetails>();
        services.AddSingleton<PastBoard>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<ILiveBoard>(provider => provider.GetRequiredService<LiveBoard>());
        services.AddHostedService<RecallChanges>();
    }
}
