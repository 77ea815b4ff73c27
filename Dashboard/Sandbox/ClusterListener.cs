using System.Net;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>The listener of one simulated cluster, on loopback. It can be closed and opened again on the same port.</summary>
internal sealed partial class ClusterListener : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly KubernetesApi _api;
    private readonly SimCluster _cluster;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private WebApplication? _app;

    public ClusterListener(SimCluster cluster, TimeProvider time, ILoggerFactory logs)
    {
        (_cluster, _logs, _log, _api) = (cluster, logs, logs.CreateLogger<ClusterListener>(), new KubernetesApi(cluster, time));
        cluster.Faults.OnChange = (resource, fault) => _ = ReactAsync(resource, fault);
    }

    /// <summary>0 until it was opened once.</summary>
    public int Port { get; private set; }

    public async Task OpenAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_app is not null)
                return;
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.Services.AddSingleton<ILoggerFactory>(new QuietLogs(_logs));
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, Port);
            });
            var app = builder.Build();
            app.Run(AnswerAsync);
            await app.StartAsync(cancellation);
            Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
            _app = app;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes it and cuts what is open.</summary>
    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_app is null)
                return;
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
            _app = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _cluster.Faults.OnChange = null;
        await CloseAsync();
        _turn.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await _api.AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, or the listener closes: there is nobody to answer.
            context.Abort();
        }
    }

    private async Task ReactAsync(string resource, ApiFault fault)
    {
        try
        {
            if (fault == ApiFault.Expire)
            {
                _cluster.Store.Compact();
                _api.ForgetPages();
            }

            if (_cluster.Faults.For(ApiFaults.Everything) == ApiFault.Refuse)
                await CloseAsync();
            else
                await OpenAsync(CancellationToken.None);
        }
        catch (IOException error)
        {
            NotReopened(_log, error, _cluster.Name, Port, resource);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The simulated API of {Cluster} cannot listen on port {Port} again (fault for {Resource})")]
    private static partial void NotReopened(ILogger log, Exception error, string cluster, int port, string resource);
}
