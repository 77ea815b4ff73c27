using ApnaKart.Watch.Dashboard.Live;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Says in one line where the program listens and what it watches.</summary>
public sealed class StartLine(IServer server, EstateInForce estate) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var what = estate.Sandbox
            ? "sandbox: a simulated estate, as Watch:Estate:Regions names none"
            : $"live: estate {estate.Estate.Name}, {string.Join(", ", estate.Estate.Regions.Select(region => region.Name))}";
        return Console.Out.WriteLineAsync($"ApnaKart Watch {BuildId.Current} on {string.Join(", ", addresses)} ({what})");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
