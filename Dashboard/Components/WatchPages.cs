using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace ApnaKart.Watch.Dashboard.Components;

/// <summary>Puts the interactive pages into a host. The host supplies the live board, the sample store and, in the sandbox, the sandbox.</summary>
public static class WatchPages
{
    public static IServiceCollection AddWatchPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.TryAddSingleton(TimeProvider.System);
        // A screen that went away without a word costs memory: keep few, and not for long. Its page loads itself again anyway.
        services.Configure<CircuitOptions>(options =>
        {
            options.DisconnectedCircuitMaxRetained = 50;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1);
        });
        return services;
    }

    /// <summary>Maps the pages and their static files. A page that does not exist answers 404 with a page that says so; calls to the API are left alone.</summary>
    public static WebApplication MapWatchPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(OnlyForReaders);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    /// <summary>Programs get the bare status code, people get a page.</summary>
    private static Task OnlyForReaders(HttpContext context, RequestDelegate next)
    {
        var reads = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!reads && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }
}
