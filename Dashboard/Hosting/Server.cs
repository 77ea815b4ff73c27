using ApnaKart.Watch.Dashboard.Api;
using Microsoft.AspNetCore.DataProtection;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>The web server itself: what every answer has, and how it starts and stops.</summary>
public static class Server
{
    /// <summary>Open streams end when the host stops; what does not end by then is cut.</summary>
    private static readonly TimeSpan ShutdownAtMost = TimeSpan.FromSeconds(4);

    public static void AddServer(this WebApplicationBuilder builder, WatchPaths paths)
    {
        // Outside Development nothing else finds the assets of packages when the program runs from its build output.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownAtMost);
        builder.Services.AddDataProtection()
            .SetApplicationName("apnakart-watch")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(paths.Data, "keys")));
        builder.Services.AddHostedService<StartLine>();

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // A start that fails is told in words; a background service that dies is told as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // Whoever probes gets the answer; it need not be in the log every few seconds as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);

        // A start that failed is explained in words at the end; a service that failed stops the host, and that is critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    public static void UseServer(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(ApiErrors.IsApi, api => api.UseApiErrors());
        app.UseMiddleware<OriginGuard>();
    }
}
