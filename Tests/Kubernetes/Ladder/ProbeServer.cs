using System.Collections.Concurrent;
using System.Net;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Tests.Kubernetes.Ladder;

/// <summary>Health paths and one namespace, on loopback.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("probe-server-").FullName;
    private WebApplication? app;

    public ConcurrentQueue<(string Path, string Connection, bool Authorized)> Seen { get; } = new();

    /// <summary>Answers instead; false: it has not.</summary>
    public Func<HttpContext, Task<bool>> Answer { get; set; } = _ => Task.FromResult(false);

    public string Kubeconfig => Path.Combine(folder, "config");

    public static async Task<ProbeServer> StartAsync()
    {
        var server = new ProbeServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server.app = builder.Build();
        server.app.Run(server.ServeAsync);
        await server.app.StartAsync();
        await File.WriteAllTextAsync(server.Kubeconfig, StubApi.Config(server.app.Urls.Single()));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is { } running)
        {
            app = null;
            await running.StopAsync(new CancellationToken(canceled: true));
            await running.DisposeAsync();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        Seen.Enqueue((context.Request.Path, context.Connection.Id, context.Request.Headers.Authorization.Count > 0));
        if (await Answer(context))
            return;
        await context.Response.WriteAsync(context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? """{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"kube-system","uid":"uid-of-kube-system"}}"""
            : "[+]ping ok\ncheck passed\n");
    }
}
